"""One process, measured as the operating system accounts for it: wall and CPU seconds, peak resident memory."""
import os
import platform
import statistics
import subprocess
import tempfile
import time


def run(command):
    """{"wall_s", "cpu_s", "peak_mib", "stdout", "stderr", "status"} of one process.

    Through time(1) (Debian package `time`): a process started by Python itself would be charged Python's own memory.
    """
    started = time.perf_counter()
    with tempfile.NamedTemporaryFile("r") as figures:
        done = subprocess.run(["/usr/bin/time", "-q", "-f", "%M %U %S", "-o", figures.name, *command], capture_output=True, text=True)
        wall = time.perf_counter() - started
        peak, user, system = map(float, figures.read().split()[-3:])
    return dict(wall_s=wall, cpu_s=user + system, peak_mib=peak / 1024, stdout=done.stdout, stderr=done.stderr, status=done.returncode)


def median(runs, field):
    return statistics.median(run[field] for run in runs)


def first_value(path, key):
    with open(path) as lines:
        for line in lines:
            if line.startswith(key):
                return line.split(":", 1)[1].strip()
    return "unknown"


def machine():
    flags = first_value("/proc/cpuinfo", "flags").split()
    return dict(
        processor=first_value("/proc/cpuinfo", "model name"), cores=len(os.sched_getaffinity(0)),
        memory_gib=round(int(first_value("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        vector_sets=[flag for flag in ("avx2", "avx512f", "avx512_vnni") if flag in flags],
        system=platform.system() + " " + platform.machine(), python=platform.python_version(),
        load_before=round(os.getloadavg()[0], 2))
