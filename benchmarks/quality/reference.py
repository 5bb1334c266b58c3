"""Our Q against the best of eight seeds of leidenalg, run to convergence on the same integer weights.

Needs leidenalg and igraph beside numpy and scikit-learn; takes hours on two cores.
"""
import time

import numpy as np

from sets import dump

RESOLUTIONS = [0.5, 1, 1.4, 4]
SEEDS = 8


def quality(graph, topic, resolution):
    """Q / 2m by its definition: inner edges in both directions and loops once."""
    nodes = len(graph["loop"])
    source = np.repeat(np.arange(nodes), np.diff(graph["first"].astype(np.int64)))
    degree = np.bincount(source, graph["weight"], nodes) + graph["loop"]
    inner = topic[source] == topic[graph["neighbor"]]
    inside = int(graph["loop"].sum()) + int(graph["weight"][inner].sum())
    total = float(degree.sum())
    return (inside - resolution * float((np.bincount(topic, degree) ** 2).sum()) / total) / total


def as_igraph(graph):
    """igraph counts a loop twice in a degree, so loops are halved."""
    import igraph
    nodes = len(graph["loop"])
    source = np.repeat(np.arange(nodes), np.diff(graph["first"].astype(np.int64)))
    once = source < graph["neighbor"]
    looped = np.flatnonzero(graph["loop"])
    edges = np.concatenate([np.stack([source[once], graph["neighbor"][once]], 1), np.stack([looped, looped], 1)])
    weights = np.concatenate([graph["weight"][once].astype(float), graph["loop"][looped] / 2])
    return igraph.Graph(n=nodes, edges=edges.tolist()), weights.tolist()


def compare(program, data):
    import leidenalg
    graph = dump(program, data.rows, {"graph": True, "resolution": 1, "layers": False})
    network, weights = as_igraph(graph)
    for resolution in RESOLUTIONS:
        found = dump(program, data.rows, {"resolution": resolution, "layers": False})
        topic = np.zeros(len(graph["loop"]), np.int64)
        topic[graph["node_of_row"]] = found["start"]
        ours, began, best = quality(graph, topic, resolution), time.time(), -1.0
        for seed in range(SEEDS):
            theirs = leidenalg.find_partition(network, leidenalg.RBConfigurationVertexPartition, weights=weights,
                                              n_iterations=-1, seed=seed, resolution_parameter=resolution)
            best = max(best, quality(graph, np.asarray(theirs.membership), resolution))
        print(f"{data.name:9s} resolution {resolution}: ours {ours:.8f}, best of {SEEDS} {best:.8f}, {100 * (ours / best - 1):+.4f} %, "
              f"{(time.time() - began) / SEEDS:.1f} s a run of theirs", flush=True)


def measure(program, sets):
    for data in sets:
        compare(program, data)
