"""From a condensed tree to labels: selection, probabilities, persistence, outlier scores, prediction data.

Conventions of hdbscan 0.8.40, shared by both tie rules. A condensed tree is a list of rows (parent, child, lambda,
size); ids below n are input rows, n is the root, larger ids are clusters, and a parent's id is smaller than its
children's. Where this file had to decide something:

- s(C) of a cluster that lost against its children is their sum, also for the persistence of a cluster that the epsilon
  search climbed back to.
- Several selected clusters of which one is the root (possible only when an epsilon equals a birth exactly): rows whose
  nearest selected ancestor is the root stay noise; its label exists and is empty, persistence 1.
- Outlier score of a row with finite lambda below an infinite maximum: 1, the limit, where 0.8.40 gives NaN.
- Outlier scores use the largest lambda of the whole subtree (GLOSH); 0.8.40 takes the direct rows by mistake.
"""
import math
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Options:
    min_cluster_size: int = 10
    min_samples: int | None = None
    method: str = "eom"
    cluster_selection_epsilon: float = 0.0
    max_cluster_size: int = 0
    allow_single_cluster: bool = False
    alpha: float = 1.0
    metric: str = "cosine"
    ties: str = "canonical"


@dataclass
class Result:
    labels: list
    probabilities: list
    persistence: list
    outlier_scores: list
    weights: list            # n - 1 weights of the spanning tree, ascending
    tree: list               # condensed rows
    clusters: int            # cluster ids in the tree, root included
    core_distances: list
    selected: list           # condensed id of label 0, 1, ...
    max_lambdas: list        # per label
    exemplars: list          # per label: sorted rows
    min_samples: int
    edges: list = field(default_factory=list)  # unique spanning tree under (weight, smaller rank, larger rank)


class ClusterTree:
    """The cluster rows of a condensed tree, and what hangs directly below each cluster."""

    def __init__(self, rows, n):
        self.root = n
        self.parent, self.birth, self.size = {}, {n: 0.0}, {}
        self.children, self.below = defaultdict(list), defaultdict(list)
        self.ids = [n]
        for parent, child, lam, size in rows:
            self.below[parent].append((child, lam, size))
            if child >= n:
                self.children[parent].append(child)
                self.parent[child], self.birth[child], self.size[child] = parent, lam, size
                self.ids.append(child)
        self.ids.sort()
        for children in self.children.values():
            children.sort()

    def max_lambda(self, cluster):
        """Largest lambda of the rows that leave this very cluster, new clusters among them."""
        return max((lam for _, lam, _ in self.below[cluster]), default=0.0)

    def leaves(self, cluster):
        if not self.children[cluster]:
            return [cluster]
        return [leaf for child in self.children[cluster] for leaf in self.leaves(child)]

    def descendants(self, cluster):
        found = list(self.children[cluster])
        for child in self.children[cluster]:
            found += self.descendants(child)
        return found


def epsilon_of(tree, cluster):
    return 1.0 / tree.birth[cluster]


def excess_of_mass(tree, stability, options, round_sum):
    """Selected ids. Changes `stability` of the clusters that lose to their children's sum."""
    limit = options.max_cluster_size if options.max_cluster_size > 0 else math.inf
    size = dict(tree.size)
    size[tree.root] = sum(tree.size[child] for child in tree.children[tree.root])
    selected = set()
    for cluster in reversed(tree.ids):
        if cluster == tree.root and not options.allow_single_cluster:
            continue
        total = 0.0
        for child in tree.children[cluster]:
            total += stability[child]
        total = round_sum(total)
        if total > stability[cluster] or size[cluster] > limit:
            stability[cluster] = total
        else:
            selected -= set(tree.descendants(cluster))
            selected.add(cluster)
    return selected


def climbed(tree, cluster, options):
    """The ancestor that a cluster born below the epsilon is merged into."""
    while True:
        parent = tree.parent[cluster]
        if parent == tree.root:
            return parent if options.allow_single_cluster else cluster
        if epsilon_of(tree, parent) > options.cluster_selection_epsilon:
            return parent
        cluster = parent


def epsilon_search(tree, clusters, options):
    epsilon = options.cluster_selection_epsilon
    return {climbed(tree, c, options) if epsilon_of(tree, c) < epsilon else c for c in clusters}


def selected_clusters(tree, stability, options, round_sum):
    split = bool(tree.children[tree.root])
    if options.method == "leaf":
        clusters = set(tree.leaves(tree.root)) if split else set()
    else:
        clusters = excess_of_mass(tree, stability, options, round_sum)
    if options.cluster_selection_epsilon > 0.0 and split and clusters != {tree.root}:
        clusters = epsilon_search(tree, clusters, options)
    return clusters


def labels_of(tree, n, rows, order, options):
    label = {cluster: number for number, cluster in enumerate(order)}
    labels = [-1] * n
    for parent, child, lam, _ in rows:
        if child >= n:
            continue
        cluster = parent
        while cluster not in label and cluster != tree.root:
            cluster = tree.parent[cluster]
        if cluster == tree.root:
            epsilon = options.cluster_selection_epsilon
            least = 1.0 / epsilon if epsilon > 0.0 else tree.max_lambda(tree.root)
            if order != [tree.root] or lam < least:
                continue
        labels[child] = label[cluster]
    return labels


def probabilities_of(tree, n, rows, labels, order):
    probabilities = [0.0] * n
    largest = [tree.max_lambda(cluster) for cluster in order]
    for _, child, lam, _ in rows:
        if child < n and labels[child] >= 0:
            most = largest[labels[child]]
            probabilities[child] = 1.0 if most == 0.0 or math.isinf(lam) else min(lam, most) / most
    return probabilities


def outlier_scores_of(tree, n, rows):
    most = {}
    for cluster in reversed(tree.ids):
        most[cluster] = max([tree.max_lambda(cluster)] + [most[child] for child in tree.children[cluster]])
    scores = [0.0] * n
    for parent, child, lam, _ in rows:
        if child >= n or most[parent] == 0.0 or math.isinf(lam):
            continue
        scores[child] = 1.0 if math.isinf(most[parent]) else (most[parent] - lam) / most[parent]
    return scores


def persistence_of(rows, labels, order, stability):
    largest = max((lam for _, _, lam, _ in rows), default=0.0)
    persistence = []
    for number, cluster in enumerate(order):
        members = labels.count(number)
        trivial = math.isinf(largest) or largest == 0.0 or members == 0
        persistence.append(1.0 if trivial else float(stability[cluster] / (members * largest)))
    return persistence


def exemplars_of(tree, n, cluster):
    """The rows that leave at the largest lambda of each leaf below the cluster."""
    found = []
    for leaf in tree.leaves(cluster):
        most = tree.max_lambda(leaf)
        found += [child for child, lam, _ in tree.below[leaf] if child < n and lam == most]
    return sorted(found)


def select(rows, n, stability, options, round_sum, order_key):
    """(labels, probabilities, persistence, outlier scores, selected ids by label, max lambdas, exemplars)."""
    tree = ClusterTree(rows, n)
    clusters = selected_clusters(tree, stability, options, round_sum) if rows else set()  # one row alone is noise
    order = sorted(clusters, key=order_key)
    labels = labels_of(tree, n, rows, order, options)
    return dict(
        labels=labels,
        probabilities=probabilities_of(tree, n, rows, labels, order),
        persistence=persistence_of(rows, labels, order, stability),
        outlier_scores=outlier_scores_of(tree, n, rows),
        selected=order,
        max_lambdas=[tree.max_lambda(cluster) for cluster in order],
        exemplars=[exemplars_of(tree, n, cluster) for cluster in order],
        clusters=len(tree.ids),
    )


def to_float32(value):
    with np.errstate(over="ignore"):
        return float(np.float32(value))
