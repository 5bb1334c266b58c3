"""One process: runs it, and takes the line of JSON that it prints at the end for its measurements."""
import json
import os
import signal
import subprocess
import time

from suite import machine

SLOW_DOWN = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]
THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"]


def environment(threads):
    """Without what makes OpenBLAS use another processor's kernels, and with the threads for all who ask the environment."""
    kept = {name: value for name, value in os.environ.items() if name not in SLOW_DOWN}
    return kept | {name: str(threads) for name in THREADS}


def why(status, errors):
    if status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"status {status}: {(errors.strip().splitlines() or [''])[-1][:200]}"


def run(command, threads, time_limit):
    """The process's own measurements with `load_before` and `process_s`, or dict(failed=why)."""
    begun = dict(load_before=machine.load())
    started = time.perf_counter()
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment(threads), timeout=time_limit)
    except subprocess.TimeoutExpired:
        return begun | dict(failed=f"more than {time_limit} s")
    begun["process_s"] = time.perf_counter() - started
    if done.returncode != 0:
        return begun | dict(failed=why(done.returncode, done.stderr))
    return begun | json.loads(done.stdout.splitlines()[-1])
