"""Runs the parts that were asked for, each into its results file, and writes the page from all that are there."""
import json
import sys
import tempfile
from pathlib import Path

from suite import arguments, cases, machine, page, prepare, process, turns, vectors

KERNEL_ROUNDS_A_RUN = 20


def kernels(given):
    run = process.run([prepare.program("kernels_benchmark"), given.runs * KERNEL_ROUNDS_A_RUN], given.threads, given.time_limit)
    if "failed" in run:
        sys.exit(f"kernels_benchmark: {run['failed']}")
    return dict(measured=run)


def clustered(part, given, files):
    wanted = cases.PARTS[part](given)
    if not wanted:
        sys.exit(f"benchmarks/run: nothing to run in part \"{part}\"; --rivals and --rows leave nothing")
    data = {name: vectors.description(given.data, name) for name in dict.fromkeys(case.vectors for case in wanted)}
    return dict(data=data, cases=turns.of_part(wanted, files, given.time_limit))


def run(given):
    given.results.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=prepare.FOLDER, prefix="session-") as folder:
        files = turns.Files(given.data, Path(folder))
        for part in given.part:
            print(f"{part}", flush=True)
            found = dict(part=part, command=arguments.command_line(), machine=machine.described() | dict(load_before=machine.load()))
            found |= kernels(given) if part == "kernels" else clustered(part, given, files)
            (given.results / f"{part}.json").write_text(json.dumps(found, indent=1) + "\n")
    page.write(given.results)
    print(f"written: {given.results / 'engine.md'}")
