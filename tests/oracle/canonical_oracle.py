"""`ties=canonical` by the obvious slow way: connected components (scipy) of {MR <= w} for each distinct weight w.

The rules, and how the places that leave room are read here:

- Rank: rows sorted by the bytes of their little-endian float32 values, equal rows by position.
- A node is a component of {MR <= w}; its children are the components of {MR < w} inside it, single rows included, ordered by
  smallest rank. Components change only at the weights of a minimum spanning tree, so only those are tried.
- lambda = 1 / w. A zero weight has the largest finite lambda of the *hierarchy* (every weight of the spanning tree, also
  those below min_cluster_size that the condensed tree no longer shows), 1 if there is none: so lambdas do not depend
  on min_cluster_size.
- Condensing as in the text. Cluster ids: breadth-first over the tree of clusters - all children of cluster n, then all
  children of n + 1, ... - children of one cluster by smallest rank.
- Stability: over the distinct lambdas ascending, (lambda - birth) * rows leaving, summed one after the other in float64;
  in the selection the children's sum runs in the order of their ids, without rounding.
- Labels by the smallest rank among all rows below the selected cluster; nested selections that share it: the outer
  cluster (smaller id) first.
- Persistence = s(C) / (members of the label * largest lambda of the condensed tree), 1 for an empty label.
- One row: noise, no edges, an empty condensed tree with a root.
"""
import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

import distance
import selection


def ranks_of(rows):
    rows = np.ascontiguousarray(rows, dtype="<f4")
    order = sorted(range(len(rows)), key=lambda i: (rows[i].tobytes(), i))
    ranks = np.empty(len(rows), dtype=np.int64)
    ranks[order] = np.arange(len(rows))
    return ranks


def kruskal(reachability, ranks):
    """The unique spanning tree under the order (weight, smaller rank, larger rank): edges (weight, low rank row, other)."""
    n = len(reachability)
    a, b = np.triu_indices(n, 1)
    low, high = np.minimum(ranks[a], ranks[b]), np.maximum(ranks[a], ranks[b])
    weights = reachability[a, b]
    row_of = np.argsort(ranks)
    component = np.arange(n)
    edges = []
    for e in np.lexsort((high, low, weights)):
        left, right = row_of[low[e]], row_of[high[e]]
        if component[left] != component[right]:
            component[component == component[right]] = component[left]
            edges.append((float(weights[e]), int(left), int(right)))
            if len(edges) == n - 1:
                break
    return edges


class Node:
    def __init__(self, weight, children, rows, ranks):
        self.weight, self.children, self.rows = weight, children, rows
        self.smallest_rank = min(ranks[row] for row in rows)


def dense_graph(reachability):
    """All pairs: the definition itself."""
    return lambda weight: (reachability <= weight).astype(np.uint8)


def tree_graph(edges, n):
    """A minimum spanning tree's edges have the same components at every weight; this spares n^2 work a weight."""
    weights, a, b = (np.array(column) for column in zip(*edges))

    def at(weight):
        kept = int(np.searchsorted(weights, weight, side="right"))  # edges are sorted
        return coo_matrix((np.ones(kept), (a[:kept], b[:kept])), shape=(n, n))

    return at


def hierarchy(graph_at, n, weights, ranks):
    """Root of the n-ary tree of components of graph_at(w), w ascending; leaves are nodes without children."""
    inside = [Node(None, [], [row], ranks) for row in range(n)]  # for each row, the node it is in
    for weight in weights:
        count, component = connected_components(graph_at(weight), directed=False)
        members = [[] for _ in range(count)]
        for row in range(n):
            members[component[row]].append(row)
        for rows in members:
            children = list({id(inside[row]): inside[row] for row in rows}.values())
            if len(children) > 1:
                node = Node(weight, sorted(children, key=lambda c: c.smallest_rank), rows, ranks)
                for row in rows:
                    inside[row] = node
    return inside[0]


def condense(root, n, min_cluster_size, lambda_of):
    """(condensed rows, node at which each cluster id begins)."""
    rows, begins, queue = [], {n: root}, [n]
    while queue:
        cluster = queue.pop(0)
        node = begins[cluster]
        while node is not None and node.children:
            lam = lambda_of(node.weight)
            large = [child for child in node.children if len(child.rows) >= min_cluster_size]
            for child in node.children:
                if child not in large:
                    rows += [(cluster, row, lam, 1) for row in child.rows]
            if len(large) >= 2:
                for child in large:
                    new_id = n + len(begins)
                    begins[new_id] = child
                    rows.append((cluster, new_id, lam, len(child.rows)))
                    queue.append(new_id)
            node = large[0] if len(large) == 1 else None
    return rows, begins


def stabilities(rows, n):
    birth = {n: 0.0, **{child: lam for _, child, lam, _ in rows if child >= n}}
    leaving = {cluster: {} for cluster in birth}
    for parent, _, lam, size in rows:
        leaving[parent][lam] = leaving[parent].get(lam, 0) + size
    stability = {}
    for cluster, counts in leaving.items():
        stability[cluster] = 0.0
        for lam in sorted(counts):
            stability[cluster] += (lam - birth[cluster]) * counts[lam]
    return stability


def lambda_rule(weights):
    finite = [1.0 / weight for weight in weights if weight > 0.0 and np.isfinite(1.0 / weight)]
    at_zero = max(finite, default=1.0)
    return lambda weight: min(1.0 / weight, at_zero) if weight > 0.0 else at_zero


def cluster(rows, options, distances=None, dense=True):
    """`rows` n x d float32; `distances` spares computing the matrix again; dense=False for thousands of rows."""
    if distances is None:
        distances = distance.distance_matrix(rows, options.metric)
    n, ranks = len(distances), ranks_of(rows)
    wanted = options.min_samples if options.min_samples is not None else options.min_cluster_size
    k = distance.used_min_samples(n, wanted)
    core = distance.core_distances(distances, k)
    reachability = distance.mutual_reachability(distances, core, options.alpha)
    edges = kruskal(reachability, ranks)
    weights = [edge[0] for edge in edges]
    graph_at = dense_graph(reachability) if dense or n == 1 else tree_graph(edges, n)
    root = hierarchy(graph_at, n, sorted(set(weights)), ranks)
    tree, begins = condense(root, n, options.min_cluster_size, lambda_rule(weights))
    chosen = selection.select(tree, n, stabilities(tree, n), options, lambda total: total,
                              lambda c: (begins[c].smallest_rank, c))
    return selection.Result(weights=weights, edges=edges, tree=tree, core_distances=core.tolist(), min_samples=k,
                            **chosen)
