#!/usr/bin/env python3
"""measure.py TOPICS_DUMP PART --data DIR [--set NAME]: figures of topics and attachment on sets with gold labels.

PART: gold (agreement, calibration, out of scope), stability, placing, or reference (leidenalg's Q). TOPICS_DUMP is the program of
tests/topics, from a release build. DIR holds NAME.npy and NAME.jsonl for gnews, tweets, clinc150, ng20 and reuters; without them it
says so and ends with status 77. Needs numpy and scikit-learn; reference also leidenalg and igraph.
"""
import argparse
import importlib
import sys
from pathlib import Path

from sets import NAMES, Set


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("part", choices=["gold", "stability", "placing", "reference"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--set", action="append", choices=NAMES, help="only this set; may be repeated")
    given = parser.parse_args()
    missing = [name for name in NAMES if not (Path(given.data) / f"{name}.npy").is_file()]
    if missing:
        print(f"no data to measure on: \"{given.data}\" holds no {missing[0]}.npy", file=sys.stderr)
        return 77
    importlib.import_module(given.part).measure(given.program, [Set(given.data, name) for name in given.set or NAMES])
    return 0


if __name__ == "__main__":
    sys.exit(main())
