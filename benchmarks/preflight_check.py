#!/usr/bin/env python3
"""Holds the preflight's forecast against what a clustering really took.

Usage: benchmarks/preflight_check.py PROGRAM FILE.npy... [-- OPTION...]   (options for `asterism cluster`)
Prints one line a file: memory and CPU seconds, forecast, measured and their ratio, then seconds by stage. Memory is the
peak resident set of reading and clustering; time is CPU time over threads, which other work on the machine disturbs least.
Constants to calibrate by it stand in src/engine/memory_model.cpp, time_model.cpp and typical_data.cpp, and src/pipeline/run/graph_time.cpp.
Standard library only.
"""

import json
import os
import subprocess
import sys


def threads_of(options):
    return int(options[options.index("--threads") + 1]) if "--threads" in options else len(os.sched_getaffinity(0))


def measure(program, path, options):
    done = subprocess.run([program, "cluster", path, "--json", "-q", *options], capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    engine, stages = result["engine"], {stage["name"]: stage for stage in result["stages"]}
    used = {stage["name"]: stage["cpu_s"] for stage in engine["stages"]}
    used.update({name: stages[name]["cpu_s"] for name in ("verify", "verify_graph") if name in stages})
    return result, engine, stages["cluster"]["peak_bytes"], used


def main():
    words = sys.argv[1:]
    options = words[words.index("--") + 1:] if "--" in words else []
    program, *files = words[:words.index("--")] if "--" in words else words
    threads = threads_of(options)
    for path in files:
        result, engine, peak, used = measure(program, path, options)
        ahead = engine["forecast"]
        seconds = sum(used.values()) / threads
        print(f"{os.path.basename(path)}: {result['articles']} rows, head {engine['head_width']}, "
              f"survivors {engine['neighbors']['survivors'] / max(1, engine['neighbors']['pairs']):.4f}, "
              f"tree pairs {engine['tree']['pairs'] / max(1, engine['neighbors']['pairs']):.3f}")
        print(f"  memory  {ahead['bytes'] / 2**20:8.1f} MiB forecast  {peak / 2**20:8.1f} measured  {ahead['bytes'] / peak:.2f}")
        print(f"  seconds {ahead['seconds']:8.2f}     forecast  {seconds:8.2f} measured  {ahead['seconds'] / max(seconds, 1e-9):.2f}")
        for name, expected in ahead["stages"].items():
            print(f"    {name:14} {expected:8.3f}          {used.get(name, 0) / threads:8.3f}")


if __name__ == "__main__":
    main()
