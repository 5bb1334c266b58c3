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


def require_data(folder, files=tuple(f"{name}.npy" for name in SETS)):
    """Ends with status 77 and a plain sentence when a set is not there."""
    missing = [name for name in files if not (Path(folder) / name).is_file()]
    if not folder or missing:
        print(f"benchmarks/run: no data to measure on: \"{folder}\" holds no {', '.join(missing)}; name the folder with --data or "
              "ASTERISM_DATA (benchmarks/README.md says what the files are)", file=sys.stderr)
        sys.exit(NO_DATA)


def must(command, purpose, **options):
    """The command's own words say what is wrong; this says what it was for."""
    if subprocess.run(command, **options).returncode != 0:
        sys.exit(f"benchmarks/run: could not {purpose}")


def inside_environment(folder=ENVIRONMENT):
    return Path(sys.prefix).resolve() == folder.resolve()


def environment(folder=ENVIRONMENT, requirements=REQUIREMENTS, options=()):
    """Made once, and anew when the requirements have changed."""
    stamp, wanted = folder / "made-from", hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"installing what {requirements.relative_to(ROOT)} names into {folder.relative_to(ROOT)}", flush=True)
    must([sys.executable, "-m", "venv", "--clear", folder], "make a Python environment (Debian: apt-get install python3-venv)")
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    must([*pip, *options, "--requirement", requirements], "install the rivals")
    stamp.write_text(wanted)


def programs(names=("engine_benchmark", "kernels_benchmark")):
    """A release build of its own, so that whoever has build/release keeps it as it is."""
    print(f"building {' and '.join(names)} in {PROGRAMS.relative_to(ROOT)}", flush=True)
    must([ROOT / "scripts" / "install_packages"], "install what the build needs")
    must(["cmake", "--preset", "release", "-B", PROGRAMS, "-DASTERISM_BENCHMARKS=ON", "-DASTERISM_TESTS=OFF"], "configure the build",
         cwd=ROOT, stdout=subprocess.DEVNULL)
    must(["cmake", "--build", PROGRAMS, "--target", *names, "--", "--quiet"], "build the programs", cwd=ROOT)


def program(name):
    return PROGRAMS / "benchmarks" / name


def start_again_inside(folder=ENVIRONMENT):
    python = str(folder / "bin" / "python")
    os.execv(python, [python, *sys.argv])
