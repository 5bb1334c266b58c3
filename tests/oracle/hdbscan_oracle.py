"""`ties=hdbscan` by the obvious slow way: the rules of hdbscan 0.8.40 with its edge sort made stable.

Written from the published conventions, not from the engine: Prim from row 0, recording (row added before, new row,
weight), the lowest row among the smallest frontier weights first; a stable sort by weight; binary merges; condensing in
level order, left before right; lambda = 1 / distance, infinite for 0; the sums of children's stabilities rounded to
float32 in the selection. O(n^2) memory. `make_golden.py` confirms it against the package itself.
"""
from dataclasses import replace

import numpy as np

import distance
import selection


def prim(reachability):
    """Edges (previously added row, new row, weight) in the order in which Prim's algorithm from row 0 finds them."""
    n = len(reachability)
    best = np.full(n, np.inf)
    outside = np.ones(n, dtype=bool)
    edges, current = [], 0
    for _ in range(n - 1):
        outside[current] = False
        np.minimum(best, reachability[current], out=best)
        candidates = np.flatnonzero(outside)
        new = int(candidates[np.argmin(best[candidates])])
        edges.append((current, new, float(best[new])))
        current = new
    return edges


def binary_merges(edges, n):
    """Row t = (root of the first end, root of the second, weight, size); the new node is n + t."""
    parent = list(range(2 * n - 1))
    size = [1] * n + [0] * (n - 1)

    def root(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    merges = []
    for number, (a, b, weight) in enumerate(sorted(edges, key=lambda edge: edge[2])):
        left, right = root(a), root(b)
        parent[left] = parent[right] = n + number
        size[n + number] = size[left] + size[right]
        merges.append((left, right, weight, size[n + number]))
    return merges


def level_order(merges, n, start):
    nodes, level = [], [start]
    while level:
        nodes += level
        level = [child for node in level if node >= n for child in merges[node - n][:2]]
    return nodes


def condense(merges, n, min_cluster_size):
    if n == 1:
        return []
    cluster_of = {2 * n - 2: n}  # nodes that carry on a cluster; nodes below a fallen one never get in
    next_id, rows = n + 1, []
    for node in level_order(merges, n, 2 * n - 2):
        if node < n or node not in cluster_of:
            continue
        left, right, weight, _ = merges[node - n]
        lam = 1.0 / weight if weight > 0.0 else np.inf
        sizes = {child: merges[child - n][3] if child >= n else 1 for child in (left, right)}
        large = [child for child in (left, right) if sizes[child] >= min_cluster_size]
        for child in (left, right):
            if len(large) == 2:
                cluster_of[child] = next_id
                rows.append((cluster_of[node], next_id, lam, sizes[child]))
                next_id += 1
            elif child in large:
                cluster_of[child] = cluster_of[node]
            else:
                rows += [(cluster_of[node], p, lam, 1) for p in level_order(merges, n, child) if p < n]
    return rows


def stabilities(rows, n):
    birth = {n: 0.0, **{child: lam for _, child, lam, _ in rows if child >= n}}
    stability = {cluster: np.float64(0.0) for cluster in birth}
    with np.errstate(invalid="ignore"):
        for parent, _, lam, size in rows:
            stability[parent] += (np.float64(lam) - birth[parent]) * size
    return stability


def cluster(rows, options, distances=None):
    """`rows` n x d float32; `distances` spares computing the matrix again."""
    if distances is None:
        distances = distance.distance_matrix(rows, options.metric)
    n = len(distances)
    wanted = options.min_samples if options.min_samples is not None else options.min_cluster_size
    k = distance.used_min_samples(n, wanted)
    core = distance.core_distances(distances, k)
    merges = binary_merges(prim(distance.mutual_reachability(distances, core, options.alpha)), n)
    tree = condense(merges, n, options.min_cluster_size)
    chosen = selection.select(tree, n, stabilities(tree, n), replace(options), selection.to_float32, lambda c: c)
    return selection.Result(weights=[merge[2] for merge in merges], tree=tree, core_distances=core.tolist(),
                            min_samples=k, **chosen)
