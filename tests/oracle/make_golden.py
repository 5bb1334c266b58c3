"""Writes tests/engine/golden/hdbscan_0840.jsonl: what hdbscan 0.8.40 says about random small sets, stable sort.

    python3 -m venv golden && golden/bin/pip install -r tests/oracle/requirements-golden.txt
    golden/bin/python tests/oracle/make_golden.py [--check-only N]

Each line: name, rows (integers, to be divided by `scale`), options, and the package's labels, probabilities,
persistence, sorted weights and condensed tree (parent, child, lambda, size; by parent, lambda, child). Every case is first compared with
hdbscan_oracle.py; any difference ends the script. Infinite lambdas are written as Infinity.
"""
import argparse
import json
import sys
from pathlib import Path

import numpy as np

import cases
import compare
import distance
import hdbscan_oracle
import package_0840
from selection import Options

SCALE = 16
TARGET = Path(__file__).resolve().parent.parent / "engine" / "golden" / "hdbscan_0840.jsonl"
FIELDS = dict(labels="exact", weights="exact", tree="exact", probabilities="close", persistence="close")


def package_result(distances, options):
    model = package_0840.fit(distances, options)
    return dict(
        labels=model.labels_.tolist(), probabilities=model.probabilities_.tolist(),
        persistence=model.cluster_persistence_.tolist(),
        weights=model.single_linkage_tree_.to_numpy()[:, 2].tolist(),
        tree=compare.sorted_tree(package_0840.condensed_rows(model)))


def checked(case):
    """The package's result, after our slow reference has given the same."""
    options = Options(**case["options"], ties="hdbscan")
    distances = distance.distance_matrix(case["rows"], options.metric)
    expected = package_result(distances, options)
    own = vars(hdbscan_oracle.cluster(case["rows"], options, distances))
    own["tree"] = compare.sorted_tree(own["tree"])
    for what in compare.differences(own, expected, FIELDS):
        sys.exit(f"\"{case['name']}\" {case['options']}: the reference differs from the package: {what}")
    return expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check-only", type=int, metavar="N", help="compare N cases of all kinds, write nothing")
    parser.add_argument("--seed", type=int, default=840)
    arguments = parser.parse_args()
    if arguments.check_only:
        drawn = [c for c in cases.random_cases(arguments.check_only, arguments.seed) if len(c["rows"]) > 1]
        for case in drawn:
            checked(case)
        print(f"{len(drawn)} cases equal")
        return
    lines = []
    for case in cases.random_cases(240, arguments.seed, largest=260, quantised=True):
        if len(case["rows"]) < 2:  # the package fails on one row
            continue
        line = dict(name=case["name"], scale=SCALE, rows=np.rint(case["rows"] * SCALE).astype(int).tolist(), options=case["options"])
        line.update(checked(case))
        lines.append(json.dumps(line, separators=(",", ":")))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} cases, {TARGET.stat().st_size / 1e6:.2f} MB: {TARGET}")


if __name__ == "__main__":
    main()
