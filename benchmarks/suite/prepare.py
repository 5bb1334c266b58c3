"""What must be there before anything can be measured: the data, a Python environment, the programs. Standard library only."""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
FOLDER = ROOT / "build" / "benchmark"
ENVIRONMENT = FOLDER / "environment"
PROGRAMS = FOLDER / "release"
REQUIREMENTS = BENCHMARKS / "requirements.txt"
SETS = ["gnews", "tweets", "clinc150", "ng20", "reuters"]
NO_DATA = 77


def require_data(folder):
    """Ends with status 77 and a plain sentence when a set is not there."""
    missing = [f"{name}.npy" for name in SETS if not (Path(folder) / f"{name}.npy").is_file()]
    if not folder or missing:
        print(f"benchmarks/run: no data to measure on: \"{folder}\" holds no {', '.join(missing)}; name the folder with --data or "
              "ASTERISM_DATA (benchmarks/README.md says what the files are)", file=sys.stderr)
        sys.exit(NO_DATA)


def must(command, purpose, **options):
    """The command's own words say what is wrong; this says what it was for."""
    if subprocess.run(command, **options).returncode != 0:
        sys.exit(f"benchmarks/run: could not {purpose}")


def inside_environment():
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def environment():
    """Made once, and anew when requirements.txt has changed."""
    stamp, wanted = ENVIRONMENT / "made-from", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"installing what {REQUIREMENTS.relative_to(ROOT)} names into {ENVIRONMENT.relative_to(ROOT)}", flush=True)
    must([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], "make a Python environment (Debian: apt-get install python3-venv)")
    pip = [ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    must([*pip, "--requirement", REQUIREMENTS], "install the rivals")
    stamp.write_text(wanted)


def programs():
    """A release build of its own, so that whoever has build/release keeps it as it is."""
    print(f"building engine_benchmark and kernels_benchmark in {PROGRAMS.relative_to(ROOT)}", flush=True)
    must([ROOT / "scripts" / "install_packages"], "install what the build needs")
    must(["cmake", "--preset", "release", "-B", PROGRAMS, "-DASTERISM_BENCHMARKS=ON", "-DASTERISM_TESTS=OFF"], "configure the build",
         cwd=ROOT, stdout=subprocess.DEVNULL)
    must(["cmake", "--build", PROGRAMS, "--target", "engine_benchmark", "kernels_benchmark", "--", "--quiet"], "build the programs", cwd=ROOT)


def program(name):
    return PROGRAMS / "benchmarks" / name


def start_again_inside():
    python = str(ENVIRONMENT / "bin" / "python")
    os.execv(python, [python, *sys.argv])
