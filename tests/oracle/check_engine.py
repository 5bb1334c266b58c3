"""check_engine.py ENGINE_DUMP [--cases 300] [--seed S]: the engine against both oracles on random small data sets.

Every data set runs with ties=canonical, with its rows in another order, and with ties=hdbscan.
Exact: labels, tree weights and (canonical) tree edges, core distances, condensed tree, selected ids, exemplars.
Within 1e-12: probabilities, persistence, outlier scores, max lambdas. For another row order: labels, probabilities,
outlier scores and persistence bit for bit.
"""
import argparse
import sys
from collections import Counter

import numpy as np

import canonical_oracle
import cases
import compare
import distance
import engine
import hdbscan_oracle
from selection import Options

FIELDS = dict(
    min_samples="exact", core_distances="exact", weights="exact", edges="exact", clusters="exact", tree="exact",
    labels="exact", selected="exact", exemplars="exact", probabilities="close", persistence="close",
    outlier_scores="close", max_lambdas="close")
ORDER_FIELDS = ("labels", "probabilities", "outlier_scores")


def normalised(result, ties):
    """The fields of an engine's or an oracle's result in one form."""
    result = dict(result)
    if "spanning_tree" in result:
        result["weights"] = [edge[2] for edge in result["spanning_tree"]]
        result["edges"] = [(edge[2], *edge[:2]) for edge in result["spanning_tree"]]
    if ties == "hdbscan":
        result["edges"] = []  # there the edges are Prim's; their weights say all that is promised
    result["edges"] = [(weight, min(a, b), max(a, b)) for weight, a, b in result["edges"]]
    result["min_samples"] = [result["min_samples"]]
    result["clusters"] = [result["clusters"]]
    result["raw_tree"] = [tuple(row) for row in result["tree"]]
    result["tree"] = compare.sorted_tree(result["tree"])
    result["exemplars"] = [sorted(rows) for rows in result["exemplars"]]
    return result


def case_of(case, rows, **options):
    return dict(name=case["name"], rows=np.asarray(rows, dtype=np.float64).tolist(), options={**case["options"], **options})


def against_oracle(case, got, oracle, ties, distances):
    if "error" in got:
        return [f"{ties}: error {got['error']}"]
    expected = vars(oracle.cluster(case["rows"], Options(**case["options"], ties=ties), distances))
    got, expected = normalised(got, ties), normalised(expected, ties)
    found = compare.differences(got, expected, FIELDS)
    if got["raw_tree"] != got["tree"]:
        found.append("tree_order: rows are not sorted by parent, lambda, child")
    return [f"{ties}: {what}" for what in found]


def against_other_order(got, shuffled, order):
    if "error" in got or "error" in shuffled:
        return []
    found = [f"row order: {name} {what}" for name in ORDER_FIELDS
             if (what := compare.first_difference(shuffled[name], [got[name][row] for row in order]))]
    if shuffled["persistence"] != got["persistence"]:
        found.append("row order: persistence differs")
    return found


def checked_batch(program, batch, seed):
    """[(case, differences)]"""
    orders = [np.random.default_rng([seed, 1, i]).permutation(len(case["rows"])) for i, case in enumerate(batch)]
    canonical = engine.run_cases(program, [case_of(case, case["rows"], ties="canonical") for case in batch])
    threads = [1 + i % 4 for i in range(len(batch))]
    shuffled = engine.run_cases(program, [case_of(case, case["rows"][order], ties="canonical", threads=count)
                                          for case, order, count in zip(batch, orders, threads)])
    binary = engine.run_cases(program, [case_of(case, case["rows"], ties="hdbscan") for case in batch])
    checked = []
    for case, order, one, other, two in zip(batch, orders, canonical, shuffled, binary):
        distances = distance.distance_matrix(case["rows"], case["options"]["metric"])
        found = against_oracle(case, one, canonical_oracle, "canonical", distances)
        found += against_other_order(one, other, order)
        found += against_oracle(case, two, hdbscan_oracle, "hdbscan", distances)
        checked.append((case, found))
    return checked


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=400, help="most rows of a data set")
    arguments = parser.parse_args()
    failures, kinds, total = [], Counter(), 0
    drawn = list(cases.random_cases(arguments.cases, arguments.seed, arguments.largest))
    for start in range(0, len(drawn), 100):
        for case, found in checked_batch(arguments.program, drawn[start : start + 100], arguments.seed):
            total += 1
            kinds.update(" ".join(what.split(":")[:2]) for what in found)
            if found:
                failures.append((case, found))
    for case, found in sorted(failures, key=lambda failure: len(failure[0]["rows"]))[:10]:
        print(f"{case['name']} {case['options']}")
        for what in found:
            print(f"    {what}")
    for kind, count in kinds.most_common():
        print(f"{count} x {kind}")
    print(f"{total - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or total < arguments.cases else 0


if __name__ == "__main__":
    sys.exit(main())
