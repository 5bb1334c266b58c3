"""One process, measured as the operating system accounts for it: wall and CPU seconds, peak resident memory."""
import os
import platform
import statistics
import subprocess
import tempfile
import time


def run(command):
    """{"wall_s", "cpu_s", "peak_mib", "stdout", "status"} of one process."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0), stderr.seek(0)
        return dict(wall_s=wall, cpu_s=usage.ru_utime + usage.ru_stime, peak_mib=usage.ru_maxrss / 1024, stdout=stdout.read(),
                    stderr=stderr.read(), status=process.returncode)


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
