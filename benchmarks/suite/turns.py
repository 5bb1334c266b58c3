"""Runs the cases of a part in turns, so that a machine whose speed drifts is equally unfair to all, and compares their labels."""
import hashlib
import sys

import numpy as np

from suite import cases, process, scores, vectors


class Files:
    """The vectors and labels of one session, in a folder that goes away with it."""

    def __init__(self, data, folder):
        self.data, self.folder = data, folder

    def vectors(self, name):
        path = self.folder / f"{name}.npy"
        if not path.exists():
            print(f"  preparing {name}", flush=True)
            vectors.write(self.data, name, path)
        return path

    def labels(self, case):
        return self.folder / f"labels {case.contender} {case.vectors} {case.threads}.npy"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else None


def one_run(case, files, time_limit):
    labels = files.labels(case)
    labels.unlink(missing_ok=True)
    command = case.command(files.vectors(case.vectors), labels)
    command[0] = sys.executable if command[0] == "python" else command[0]
    run = process.run(command, case.threads, time_limit)
    print(f"  {case.contender}, {case.vectors}, {case.threads} threads: " + (run.get("failed") or f"{run['wall_s']:.2f} s"), flush=True)
    return run if "failed" in run else run | dict(labels_digest=digest(labels))


def in_turns(wanted, files, time_limit):
    """{case: runs}; what has failed once is not tried again."""
    runs = {case: [] for case in wanted}
    for turn in range(max(case.runs for case in wanted)):
        for case, earlier in runs.items():
            if turn < case.runs and not any("failed" in run for run in earlier):
                earlier.append(one_run(case, files, time_limit))
    return runs


def compared(case, wanted, files):
    """What the labels say, against those of asterism on the same vectors."""
    ours = next((other for other in wanted if other.contender == cases.ASTERISM and other.vectors == case.vectors), None)
    if ours is None or not files.labels(case).exists() or not files.labels(ours).exists():
        return None
    return scores.agreement(np.load(files.labels(case)), np.load(files.labels(ours)))


def shown(case):
    """The command as a person would type it, from the root of the repository."""
    parts = case.command(f"{case.vectors}.npy", "labels.npy")
    return " ".join(str(part).replace(str(cases.prepare.ROOT) + "/", "") for part in parts)


def of_part(wanted, files, time_limit):
    """The cases of a part as its results file holds them."""
    runs = in_turns(wanted, files, time_limit)
    return [dict(contender=case.contender, vectors=case.vectors, threads=case.threads, command=shown(case),
                 labels=compared(case, wanted, files), runs=runs[case]) for case in wanted]
