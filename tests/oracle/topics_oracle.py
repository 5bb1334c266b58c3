"""Graph, walks, claims and quality as their definitions say, for any number of rows that fits a square of them.

Written from the text of the algorithms, not from the engine: dense, in Python's whole numbers where those are exact. Graph: McInnes,
Healy, Melville, "UMAP", 2018, section 3.1. Quality: Reichardt, Bornholdt, Physical Review E 74:016110, 2006.
"""
import numpy as np
import scipy.sparse as sparse
import scipy.sparse.csgraph as csgraph

NEIGHBORS = 15
UNIT = 1 << 20  # of a weight
WHOLE = 1 << 30  # of a share of walks
MOST_LOOP = 15


def distances(rows, metric):
    x = rows.astype(np.float64)
    if metric == "cosine":
        x = x / np.linalg.norm(x, axis=1, keepdims=True)
        return np.maximum(0, 1 - x @ x.T)
    return np.sqrt(np.maximum(0, ((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)))


def nodes_of(rows):
    """Node of each row and the rows that stand for them, in the order of the rows' bytes."""
    keys = [row.astype("<f4").tobytes() for row in rows]
    distinct = sorted(set(keys))
    number = {key: node for node, key in enumerate(distinct)}
    node_of_row = np.array([number[key] for key in keys])
    return node_of_row, np.array([keys.index(key) for key in distinct]), np.bincount(node_of_row)


def strengths(row):
    """exp(-max(0, d - rho) / sigma) for ascending distances, sigma by halving."""
    if len(row) == 1 or row[0] == row[-1]:
        return np.ones(len(row))
    excess, mean = np.maximum(0, row - row[0]), row.mean()
    low, high = 1e-3 * mean, 1e3 * mean
    for _ in range(50):
        middle = (low + high) / 2
        if np.exp(-excess / middle).sum() < np.log2(len(row)):
            low = middle
        else:
            high = middle
    return np.exp(-excess / high)


def weights(rows, metric):
    """A dense matrix of whole weights, loops on its diagonal; node of each row; rows of each node."""
    node_of_row, stands, copies = nodes_of(rows)
    d = distances(rows[stands], metric)
    nodes = len(stands)
    k = min(NEIGHBORS, nodes - 1)
    held = np.zeros((nodes, nodes))
    for v in range(nodes):
        others = np.array([u for u in range(nodes) if u != v], dtype=int)
        nearest = others[np.lexsort((others, d[v, others]))][:k]
        if k:
            held[v, nearest] = strengths(d[v, nearest])
    listed = (held > 0) | (held.T > 0)
    joined = held + held.T - held * held.T
    whole = np.where(listed, np.maximum(1, np.floor(joined * UNIT + 0.5)), 0).astype(np.int64)
    np.fill_diagonal(whole, np.minimum(copies - 1, MOST_LOOP) * UNIT)
    return whole, node_of_row, copies


def step(w, degree, shares, walkers):
    """floor(sum w F / degree) for the walkers; others keep what they have. Columns of whole numbers of any size."""
    ahead = w.astype(object).dot(shares.astype(object))
    result = shares.astype(object).copy()
    for v in walkers:
        if degree[v]:
            result[v] = ahead[v] // int(degree[v])
    return result


def certainty(w, topic, steps=4):
    """Of each node, in shares: walks that end in its own topic."""
    degree = w.sum(axis=1)
    shares = np.where(topic[:, None] == np.arange(topic.max() + 1)[None, :], WHOLE, 0)
    for _ in range(steps):
        shares = step(w, degree, shares, range(len(w)))
    return np.array([int(shares[v, topic[v]]) for v in range(len(w))])


def claims(w, label, steps=30):
    """Of each node the label and the share of its largest claim; (-1, 0) for none."""
    degree = w.sum(axis=1)
    free = np.flatnonzero(label < 0)
    shares = np.where(label[:, None] == np.arange(max(0, label.max() + 1))[None, :], WHOLE, 0).astype(object)
    for _ in range(steps):
        shares = step(w, degree, shares, free)
    best = [(-1, 0)] * len(w)
    for v in range(len(w)):
        for c in range(shares.shape[1]):
            if shares[v, c] > best[v][1]:
                best[v] = (c, int(shares[v, c]))
    return best


def labels_of(topic, share, copies, floor, min_cluster_size):
    """Topics that keep enough sure rows, in their order; the rest is noise."""
    sure = share / WHOLE >= floor
    rows = np.bincount(topic, copies * sure, topic.max() + 1)
    number = np.full(topic.max() + 1, -1)
    number[rows >= min_cluster_size] = np.arange((rows >= min_cluster_size).sum())
    return np.where(sure, number[topic], -1)


def exact_quality(w, topic, thousandths):
    """Q x 1000 x 2m, a whole number."""
    degree, total = w.sum(axis=1), int(w.sum())
    inside = int(w[topic[:, None] == topic[None, :]].sum())
    return 1000 * inside * total - thousandths * sum(int(degree[topic == t].sum()) ** 2 for t in np.unique(topic))


def a_move_improves(w, topic, thousandths):
    here = exact_quality(w, topic, thousandths)
    for v in range(len(w)):
        for t in range(topic.max() + 2):
            moved = topic.copy()
            moved[v] = t
            if exact_quality(w, moved, thousandths) > here:
                return True
    return False


def all_connected(w, topic):
    inner = np.where(topic[:, None] == topic[None, :], w, 0)
    return csgraph.connected_components(sparse.csr_matrix(inner), directed=False)[0] == topic.max() + 1
