"""The whole job against umap-learn and hdbscan on one set, in turns, each run a process of its own, all cores for both.

Ours: the whole process, from reading the rows to layers written. Theirs, unseeded, which is its faster way: the whole process too, with
imports and all that it compiles in each; and, from a second fit in it, the fit alone when all is compiled.
"""
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from suite import prepare, process
from quality.sets import command_of

SETS = ["clinc150"]
RUNS = 3
TIME_LIMIT = 1800


def ours(program, data, threads):
    with tempfile.TemporaryDirectory() as folder:
        command = command_of(program, data.rows, {"threads": threads}, folder)
        begun, cpu = time.perf_counter(), os.times()
        if os.spawnv(os.P_WAIT, program, [str(word) for word in command]):
            sys.exit("topics_benchmark failed")
        wall_s, used = time.perf_counter() - begun, os.times()
        figures = json.loads((Path(folder) / "out.json").read_text())
        return dict(wall_s=wall_s, cpu_s=used.children_user + used.children_system - cpu.children_user - cpu.children_system,
                    peak_mib=figures["peak_bytes"] / 2**20)


def theirs(data, threads):
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.npy"
        np.save(rows, data.unit_rows())
        command = [sys.executable, prepare.BENCHMARKS / "quality" / "rival.py", "umap-once", rows, data.classes(), f"none={folder}/a.npz", f"none={folder}/b.npz"]
        run = process.run(command, threads, TIME_LIMIT)
        if "failed" in run:
            sys.exit(f"umap-learn: {run['failed']}")
        second = run["fits"][1]
        return dict(wall_s=run["process_s"] - second["wall_s"], compiled_s=second["wall_s"], compiled_cpu_s=second["cpu_s"],
                    cpu_s=run["fits"][0]["cpu_s"], peak_mib=run["peak_mib"], versions=run["versions"], load_before=run["load_before"])


def measure(program, data):
    threads = len(os.sched_getaffinity(0))
    runs = dict(asterism=[], umap=[])
    for turn in range(RUNS):
        runs["asterism"].append(ours(program, data, threads))
        runs["umap"].append(theirs(data, threads))
        print(f"{data.name:9s} turn {turn}: {runs['asterism'][-1]['wall_s']:.2f} s, umap-learn + hdbscan {runs['umap'][-1]['wall_s']:.2f} s, "
              f"{runs['umap'][-1]['compiled_s']:.2f} s when all is compiled", flush=True)
    middle = {name: float(np.median([run["wall_s"] for run in some])) for name, some in runs.items()}
    compiled = float(np.median([run["compiled_s"] for run in runs["umap"]]))
    return dict(rows=len(data.rows), threads=threads, runs=runs, compiled_s=compiled, times_faster=middle["umap"] / middle["asterism"],
                times_faster_than_compiled=compiled / middle["asterism"],
                **{f"{name}_s": value for name, value in middle.items()})
