"""Damages small valid inputs at random, runs the real program on them, and checks what holds for every input whatever it is.

Usage: mutations.py PROGRAM [--count N] [--seed S] [--seconds T] [--kinds csv,jsonl,...] [--only KIND:NUMBER] [--keep FOLDER]

Of every run: the exit code is a documented one and never 1; nothing speaks of an internal error; no signal, no assertion, no
hang; no password is shown; every record is stored or accounted for; what was refused has written nothing. N inputs in
all, spread over the kinds; the same seed makes the same inputs. The kinds on PostgreSQL run when $ASTERISM_TEST_POSTGRES
names a server (scripts/with_postgres). Prints the exit codes of each kind. Standard library only.
"""

import argparse
import collections
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import kinds  # noqa: E402

DOCUMENTED = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 130, 143}
NEVER_SAID = ("internal", "terminate called", "assertion", "sanitizer", "runtime error:", "traceback", "defect")


class Trial:
    """One folder, one damaged input, one run of the program."""

    def __init__(self, program, folder, pick):
        self.program, self.folder, self.pick = program, folder, pick
        self.faults = []
        self.code = None
        self.shown = ""

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as out:
            out.write(data)
        return self.path(name)

    def fault(self, text):
        self.faults.append(text)

    def run(self, *arguments, stdin=b"", **variables):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("ASTERISM_", "XDG_", "PG"))}
        # No name is looked up for long, and no server of this machine is found by default.
        environment |= {"HOME": self.folder, "RES_OPTIONS": "timeout:1 attempts:1", "PGHOST": self.path("no-socket"), **variables}
        try:
            done = subprocess.run([self.program, *arguments], input=stdin, capture_output=True, cwd=self.folder, env=environment, timeout=60)
        except subprocess.TimeoutExpired:
            self.fault("it ran for more than 60 s")
            return b""
        self.code = done.returncode
        self.shown = (done.stdout + done.stderr).decode("utf-8", "replace")
        self.said = done.stderr.decode("utf-8", "replace")
        if self.code not in DOCUMENTED:
            self.fault(f"exit code {self.code}")
        for word in NEVER_SAID:
            if word in self.shown.lower():
                self.fault(f'it says "{word}"')
        if self.code != 0 and not self.said.strip():
            self.fault(f"exit code {self.code} without a word")
        return done.stdout


def run_case(program, kind, number, seed, keep):
    with tempfile.TemporaryDirectory(prefix="asterism-mutation-") as folder:
        trial = Trial(program, folder, random.Random(f"{seed}/{kind}/{number}"))
        kinds.KINDS[kind](trial)
        if trial.faults:
            print(f"\n{kind}:{number} (seed {seed}): {'; '.join(trial.faults)}\n{trial.shown.strip()[:1500]}")
            if keep:
                shutil.copytree(folder, os.path.join(keep, f"{kind}-{seed}-{number}"), dirs_exist_ok=True)
                print(f"kept in {keep}")
        return trial


def all_cases(names, count):
    """Kind after kind in turns, so that a run that is cut short has seen all of them."""
    share = -(-count // len(names))
    return [(name, number) for number in range(share) for name in names][:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long (0 = never)")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    names = [name for name in kinds.KINDS if options.kinds == "" or name in options.kinds.split(",")]
    if not os.environ.get("ASTERISM_TEST_POSTGRES"):
        names = [name for name in names if not name.endswith("_postgres")]
    cases = all_cases(names, options.count)
    if options.only:
        kind, number = options.only.split(":")
        cases = [(kind, int(number))]
    totals = {name: collections.Counter() for name in names}
    begun, ran, bad = time.monotonic(), 0, 0
    with kinds.prepared(os.path.abspath(options.program)):
        for kind, number in cases:
            if options.seconds and time.monotonic() - begun > options.seconds:
                break
            trial = run_case(os.path.abspath(options.program), kind, number, options.seed, options.keep)
            totals[kind][trial.code] += 1
            ran += 1
            bad += bool(trial.faults)
    for kind, codes in totals.items():
        print(f"{kind:16}{sum(codes.values()):6} inputs   exit " + ", ".join(f"{code}: {n}" for code, n in sorted(codes.items(), key=str)))
    print(f"{ran} of {len(cases)} inputs in {time.monotonic() - begun:.0f} s, seed {options.seed}: {bad} with faults")
    return 1 if bad or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
