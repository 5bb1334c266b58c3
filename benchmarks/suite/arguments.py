"""The command line of benchmarks/run. Standard library only: it is read before the environment exists."""
import argparse
import os
import sys
from pathlib import Path

PARTS = ["kernels", "scaling", "threads", "dimensions", "rivals", "large"]
RESULTS = Path(__file__).resolve().parent.parent / "results"


def rows(text):
    return [int(part.replace("_", "")) for part in text.split(",")]


def names(text):
    return text.split(",")


def command_line(program="benchmarks/run"):
    """As it was given, without the folders of this machine."""
    hidden = {"--data": "DIR", "--results": "DIR"}
    words, given = [program], iter(sys.argv[1:])
    for word in given:
        name, _, value = word.partition("=")
        words.append(f"{name}={hidden[name]}" if value and name in hidden else word)
        if word in hidden:
            next(given)
            words.append(hidden[word])
    return " ".join(words)


def read():
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="The engine's benchmark; benchmarks/README.md explains its parts.")
    parser.add_argument("--data", default=os.environ.get("ASTERISM_DATA", ""), help="folder with the five .npy sets; default $ASTERISM_DATA")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated; default all")
    parser.add_argument("--runs", type=int, default=5, help="of the engine and of every kernel, at each size (default 5; large at most 3)")
    parser.add_argument("--rival-runs", type=int, default=3, help="of every rival at each size (default 3)")
    parser.add_argument("--rows", type=rows, help="sizes in place of the part's own, as 2000,4000")
    parser.add_argument("--rivals", type=names, help="only these rivals, as evoc,half-product; other-metric ones run only when named")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="for the engine and its rivals (default all cores)")
    parser.add_argument("--time-limit", type=int, default=1200, help="seconds after which a run counts as failed (default 1200)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write; default benchmarks/results")
    given = parser.parse_args()
    given.part = given.part or PARTS
    return given
