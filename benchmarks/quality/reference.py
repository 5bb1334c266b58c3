"""Our Q against the best of eight seeds of leidenalg, run to convergence on the same integer weights, and against the optimum of small graphs.

leidenalg takes the better part of an hour on two cores; each run's Q is kept under build/.
"""
import hashlib
import json
import time
from importlib.metadata import version

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from quality.rivals import KEPT
from quality.sets import dump

RESOLUTIONS = [0.5, 1, 1.4, 4]
SEEDS = 8
SMALL_GRAPHS, MOST_NODES = 200, 9
SMALL = "small"
SETS = ["gnews", "tweets", "clinc150", "ng20", "reuters", SMALL]


def sources(graph):
    return np.repeat(np.arange(len(graph["loop"])), np.diff(graph["first"].astype(np.int64)))


def quality(graph, topic, resolution):
    """Q / 2m by its definition: inner edges in both directions and loops once."""
    nodes, source = len(graph["loop"]), sources(graph)
    degree = np.bincount(source, graph["weight"], nodes) + graph["loop"]
    inner = topic[source] == topic[graph["neighbor"]]
    inside = int(graph["loop"].sum()) + int(graph["weight"][inner].sum())
    total = float(degree.sum())
    return (inside - resolution * float((np.bincount(topic, degree) ** 2).sum()) / total) / total


def pieces(graph, topic):
    """How many topics fall apart when only their inner edges are left."""
    nodes, source = len(graph["loop"]), sources(graph)
    inner = topic[source] == topic[graph["neighbor"]]
    edges = sparse.coo_array((np.ones(inner.sum()), (source[inner], graph["neighbor"][inner])), (nodes, nodes))
    part = csgraph.connected_components(edges.tocsr(), directed=False)[1]
    return len(np.unique(part)) - len(np.unique(topic))


def as_igraph(graph):
    """igraph counts a loop twice in a degree, so loops are halved."""
    import igraph
    source = sources(graph)
    once = source < graph["neighbor"]
    looped = np.flatnonzero(graph["loop"])
    edges = np.concatenate([np.stack([source[once], graph["neighbor"][once]], 1), np.stack([looped, looped], 1)])
    weights = np.concatenate([graph["weight"][once].astype(float), graph["loop"][looped] / 2])
    return igraph.Graph(n=len(graph["loop"]), edges=edges.tolist()), weights.tolist()


class Leidenalg:
    """Q and seconds of each seed; what has been run before is read from its file."""

    def __init__(self, graph, name):
        self.graph, self.name, self.network = graph, name, None
        weights = b"".join(graph[part].tobytes() for part in ("first", "neighbor", "weight", "loop"))
        self.stamp = dict(graph=hashlib.sha256(weights).hexdigest(), leidenalg=version("leidenalg"))

    def one(self, resolution, seed):
        import leidenalg
        if self.network is None:
            self.network, self.weights = as_igraph(self.graph)
        began = time.perf_counter()
        found = leidenalg.find_partition(self.network, leidenalg.RBConfigurationVertexPartition, weights=self.weights, n_iterations=-1,
                                         seed=seed, resolution_parameter=resolution)
        return dict(q=quality(self.graph, np.asarray(found.membership), resolution), seconds=time.perf_counter() - began)

    def runs(self, resolution):
        KEPT.mkdir(parents=True, exist_ok=True)
        path = KEPT / f"{self.name}-leidenalg-{resolution}.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        known = known if known.get("stamp") == self.stamp else dict(stamp=self.stamp, runs=[])
        for seed in range(len(known["runs"]), SEEDS):
            known["runs"].append(self.one(resolution, seed))
            path.write_text(json.dumps(known) + "\n")
        return known["runs"]


def topic_of_node(graph, start):
    topic = np.zeros(len(graph["loop"]), np.int64)
    topic[graph["node_of_row"]] = start
    return topic


def on_set(program, data):
    graph = dump(program, data.rows, {"graph": True, "resolution": 1, "layers": False})
    theirs, found = Leidenalg(graph, data.name), {}
    for resolution in RESOLUTIONS:
        one = dump(program, data.rows, {"resolution": resolution, "layers": False})
        topic, runs = topic_of_node(graph, one["start"]), theirs.runs(resolution)
        ours, best = quality(graph, topic, resolution), max(run["q"] for run in runs)
        assert abs(ours - one["quality"]) < 1e-9, "the program's Q is not that of the definition"
        found[str(resolution)] = dict(ours=ours, best=best, disconnected=pieces(graph, topic), ours_s=one["topics_s"],
                                      theirs_s=float(np.median([run["seconds"] for run in runs])))
        print(f"{data.name:9s} resolution {resolution}: ours {ours:.8f}, best of {SEEDS} {best:.8f}, {100 * (ours / best - 1):+.4f} %, "
              f"{found[str(resolution)]['theirs_s']:.1f} s a run of theirs", flush=True)
    return found


def partitions(nodes):
    """All of them, as rows of topic numbers by first appearance."""
    found = np.zeros((1, 1), np.int64)
    for _ in range(nodes - 1):
        found = np.concatenate([np.column_stack([found[found.max(axis=1) + 1 >= t], np.full((found.max(axis=1) + 1 >= t).sum(), t)])
                                for t in range(found.shape[1] + 1)])
    return found


def best_quality(graph, resolution):
    """The largest 2m Q of all partitions."""
    nodes = len(graph["loop"])
    weights = np.diag(graph["loop"].astype(float))
    weights[sources(graph), graph["neighbor"]] = graph["weight"]
    degree = weights.sum(axis=1)
    gains = weights - resolution * np.outer(degree, degree) / degree.sum()
    every = partitions(nodes)
    return max(float((gains[None] * (some[:, :, None] == some[:, None, :])).sum(axis=(1, 2)).max())
               for some in np.array_split(every, max(1, len(every) // 2000))) / degree.sum()


def small_graph(random):
    """A few rows in groups, some of them copies: their neighbour graph joins every pair, with weights from 1 to 2^20."""
    nodes, width = int(random.integers(4, MOST_NODES + 1)), int(random.integers(2, 6))
    centres = random.normal(size=(3, width))
    rows = centres[random.integers(3, size=nodes)] + random.uniform(0.1, 1.5) * random.normal(size=(nodes, width))
    if random.random() < 0.3:
        rows = rows[np.concatenate([np.arange(3), random.integers(nodes, size=nodes - 3)])]
    return rows.astype("<f4")


def on_small_graphs(program):
    random, met = np.random.default_rng(7), 0
    for number in range(SMALL_GRAPHS):
        rows, resolution = small_graph(random), [0.5, 1, 1.4][number % 3]
        graph = dump(program, rows, {"graph": True, "resolution": resolution, "layers": False})
        ours = quality(graph, topic_of_node(graph, graph["start"]), resolution)
        best = best_quality(graph, resolution)
        assert ours <= best + 1e-12, "better than all partitions"
        met += ours > best - 1e-12
    print(f"small graphs: the optimum is met on {met} of {SMALL_GRAPHS}", flush=True)
    return dict(graphs=SMALL_GRAPHS, most_nodes=MOST_NODES, met=int(met))


def measure(program, data):
    return on_small_graphs(program) if data is None else on_set(program, data)
