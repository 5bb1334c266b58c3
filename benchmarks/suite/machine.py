"""What the figures depend on beside the code: the machine, the versions, and how busy it was."""
import os
import platform
import subprocess
from importlib.metadata import version

from suite.prepare import ROOT

PACKAGES = ["hdbscan", "scikit-learn", "quitefastmst", "fast_hdbscan", "pynndescent", "evoc", "numba", "numpy", "scipy"]
INSTRUCTIONS = ["avx2", "avx512f", "avx512_vnni", "avx_vnni", "asimddp"]


def first_value(path, *keys):
    with open(path) as lines:
        for line in lines:
            if line.startswith(keys):
                return line.split(":", 1)[1].strip()
    return "unknown"


def output(*command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.strip() if done.returncode == 0 else ""


def cache_sizes():
    return {line.split()[0]: line.split()[1] for line in output("getconf", "-a").splitlines()
            if line.startswith(("LEVEL1_DCACHE_SIZE", "LEVEL2_CACHE_SIZE", "LEVEL3_CACHE_SIZE")) and len(line.split()) == 2}


def described(packages=PACKAGES):
    flags = first_value("/proc/cpuinfo", "flags", "Features").split()
    return dict(
        processor=first_value("/proc/cpuinfo", "model name"), cores=len(os.sched_getaffinity(0)),
        memory_gib=round(int(first_value("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1), cache_bytes=cache_sizes(),
        instructions=[name for name in INSTRUCTIONS if name in flags], system=f"{platform.system()} {platform.machine()}",
        compiler=output("c++", "--version").split("\n")[0], python=platform.python_version(),
        packages={name: version(name) for name in packages}, commit=output("git", "rev-parse", "--short", "HEAD"),
        uncommitted_changes=bool(output("git", "status", "--porcelain", "--untracked-files=no", "--", "src", "include", "benchmarks")))


def load():
    return round(os.getloadavg()[0], 2)
