"""check_topics.py TOPICS_DUMP [--cases N] [--seed S]: graph, certainty, labels, quality and claims against the oracle.

Random rows of every number that is special (1, 2, 15, 16, 17) and some that are not, with and without copies, both metrics. Weights may
differ by one unit where the exponentials of two libraries do; everything after them is held exactly, on the engine's own weights.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import topics_oracle as oracle

ROWS = [1, 2, 3, 15, 16, 17, 40, 90]
KINDS = {"first": "<u8", "neighbor": "<u4", "weight": "<i8", "loop": "<i8", "node_of_row": "<u4", "copies": "<u4", "labels": "<i4",
         "start": "<i4", "certainty": "<f8", "claims": "<f8", "stories": "<i4", "story_parents": "<i4", "themes": "<i4"}


def random_rows(rng, n):
    d = int(rng.integers(2, 9))
    centres = rng.normal(size=(max(1, n // 12), d)) * 2
    rows = centres[rng.integers(len(centres), size=n)] + rng.normal(size=(n, d))
    if rng.random() < 0.4:
        rows = rows[rng.integers(max(1, n // 2), size=n)]  # copies
    return rows.astype(np.float32)


def dump(program, folder, rows, options, arrays):
    for name, values in arrays.items():
        values.tofile(folder / name)
        options[name] = str(folder / name)
    rows.tofile(folder / "rows.f32")
    for old in folder.glob("out.*"):
        old.unlink()
    command = [program, folder / "rows.f32", str(len(rows)), str(rows.shape[1]), json.dumps(options), folder / "out"]
    subprocess.run(command, check=True)
    found = json.loads((folder / "out.json").read_text())
    return found, {name: np.fromfile(folder / f"out.{name}", kind) for name, kind in KINDS.items() if (folder / f"out.{name}").exists()}


def dense(found):
    nodes = len(found["loop"])
    w = np.zeros((nodes, nodes), np.int64)
    w[np.repeat(np.arange(nodes), np.diff(found["first"].astype(np.int64))), found["neighbor"]] = found["weight"]
    np.fill_diagonal(w, found["loop"])
    return w


def by_node(values, node_of_row, nodes):
    result = np.zeros(nodes, values.dtype)
    result[node_of_row] = values
    return result


class Checker:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.wrong, self.edges, self.off_by_one = [], 0, 0

    def expect(self, holds, case, what):
        if not holds:
            self.wrong.append(f"{case}: {what}")

    def check_graph(self, case, rows, metric, found):
        expected, node_of_row, copies = oracle.weights(rows, metric)
        self.expect(np.array_equal(found["node_of_row"], node_of_row) and np.array_equal(found["copies"], copies), case, "nodes")
        w = dense(found)
        self.expect(np.array_equal(w > 0, expected > 0), case, "edges")
        self.expect(np.array_equal(w, w.T), case, "an edge weighs something else from its other end")
        self.expect(np.abs(w - expected).max(initial=0) <= 1, case, "weights")
        self.edges += (w > 0).sum()
        self.off_by_one += (w != expected).sum()
        return w

    def check_topics(self, case, rows, metric, rng):
        resolution = float(rng.choice([0.3, 1, 1.4, 4]))
        options = {"metric": metric, "graph": True, "verify": True, "resolution": resolution, "certainty": float(rng.choice([0.3, 0.5, 0.8])),
                   "min_cluster_size": int(rng.integers(2, 8))}
        figures, found = dump(self.program, self.folder, rows, dict(options), {})
        self.expect(figures["violations"] == 0, case, f"its own verification: {figures.get('findings')}")
        w = self.check_graph(case, rows, metric, found)
        topic = by_node(found["start"], found["node_of_row"], len(w))
        share = oracle.certainty(w, topic)
        self.expect(np.array_equal(share[found["node_of_row"]] / oracle.WHOLE, found["certainty"]), case, "certainty")
        labels = oracle.labels_of(topic, share, found["copies"], options["certainty"], options["min_cluster_size"])
        self.expect(np.array_equal(labels[found["node_of_row"]], found["labels"]), case, "labels")
        total, thousandths = int(w.sum()), round(1000 * resolution)
        quality = oracle.exact_quality(w, topic, thousandths) / total / total / 1000 if total else 0
        self.expect(abs(quality - figures["quality"]) < 1e-12, case, "quality")
        self.expect(not oracle.a_move_improves(w, topic, thousandths), case, "a move improves it")
        self.expect(oracle.all_connected(w, topic), case, "a topic in pieces")
        inside = found["stories"] >= 0
        self.expect(np.array_equal(found["story_parents"][found["stories"][inside]], found["labels"][inside]), case, "stories")
        self.expect(len(found["themes"]) == figures["topics"], case, "themes")

    def check_claims(self, case, rows, metric, rng):
        given = np.where(rng.random(len(rows)) < 0.4, rng.integers(0, 40, len(rows)), -1).astype("<i4")
        floor = float(rng.choice([0, 0.3, 0.5, 0.9]))
        _, found = dump(self.program, self.folder, rows, {"metric": metric, "graph": True, "floor": floor}, {"labels": given})
        w, node_of_row = dense(found), found["node_of_row"]
        label = np.full(len(w), -1)
        for row, node in enumerate(node_of_row):
            if given[row] >= 0 and (label[node] < 0 or given[row] < label[node]):
                label[node] = given[row]
        best = oracle.claims(w, label)
        for row, node in enumerate(node_of_row):
            claimed, share = best[node]
            attached = share > 0 and share / oracle.WHOLE >= floor
            expected = (given[row], 1.0) if given[row] >= 0 else (claimed if attached else -1, share / oracle.WHOLE)
            self.expect((found["labels"][row], found["claims"][row]) == expected, case, f"the claim on row {row}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = np.random.default_rng(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(given.program, Path(folder))
        for number in range(given.cases):
            rows = random_rows(rng, ROWS[number % len(ROWS)])
            metric = "cosine" if number % 2 else "euclidean"
            case = f"case {number}, {len(rows)} x {rows.shape[1]} {metric}"
            checker.check_topics(case, rows, metric, rng)
            checker.check_claims(case, rows, metric, rng)
    for wrong in checker.wrong[:20]:
        print(wrong)
    if checker.off_by_one > checker.edges / 1000:
        checker.wrong.append("weights")
    print(f"{given.cases} cases, {checker.edges} weights of which {checker.off_by_one} differ by one, {len(checker.wrong)} wrong")
    return 1 if checker.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
