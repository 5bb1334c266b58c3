"""check_golden.py ENGINE_DUMP GOLDEN.jsonl: the engine with ties=hdbscan against hdbscan 0.8.40's own results.

Labels, sorted tree weights and condensed tree exactly, probabilities and persistence within 1e-12. Standard library only.
"""
import json
import sys

import compare
import engine

FIELDS = dict(labels="exact", weights="exact", tree="exact", probabilities="close", persistence="close")


def main(program, path):
    with open(path) as stream:
        golden = [json.loads(line) for line in stream]
    cases = [dict(name=line["name"], rows=[[value / line["scale"] for value in row] for row in line["rows"]],
                  options={**line["options"], "ties": "hdbscan"}) for line in golden]
    failed = 0
    for expected, got in zip(golden, engine.run_cases(program, cases)):
        if "error" in got:
            found = [got["error"]]
        else:
            got["weights"] = [edge[2] for edge in got["spanning_tree"]]
            got["tree"] = compare.sorted_tree(got["tree"])
            expected["tree"] = compare.sorted_tree(expected["tree"])
            found = compare.differences(got, expected, FIELDS)
        failed += bool(found)
        for what in found:
            print(f"{expected['name']} {expected['options']}: {what}")
    print(f"{len(golden) - failed} passed, {failed} failed")
    return 1 if failed or not golden else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
