"""The rivals' labels, three seeds each, kept under build/ between runs: they cost far more than ours."""
import hashlib
import json
import sys
from importlib.metadata import version

import numpy as np

from suite import prepare, process

SEEDS = (1, 2, 3)
PACKAGES = {"umap": ["umap-learn", "hdbscan", "pynndescent", "numba"], "evoc": ["evoc", "numba"], "kmeans": ["scikit-learn"]}
TIME_LIMIT = 3600
KEPT = prepare.FOLDER / "quality" / "labels"


def stamp(data, method):
    """What the labels depend on beside the seed."""
    versions = {name: version(name) for name in PACKAGES[method]}
    return dict(rows=hashlib.sha256(data.rows.tobytes()).hexdigest(), classes=data.classes(), versions=versions)


def fresh(data, method, seeds):
    """One process for all seeds, since most of a first fit goes into compiling."""
    rows = KEPT / f"{data.name}.npy"
    np.save(rows, data.unit_rows())
    print(f"  {data.name}: {method}, seeds {', '.join(map(str, seeds))}", flush=True)
    jobs = [f"{seed}={kept(data, method, seed)}" for seed in seeds]
    command = [sys.executable, prepare.BENCHMARKS / "quality" / "rival.py", method, rows, data.classes(), *jobs]
    measured = process.run(command, 1, TIME_LIMIT)
    rows.unlink()
    if "failed" in measured:
        raise SystemExit(f"{method} on {data.name}: {measured['failed']}")
    for seed in seeds:
        kept(data, method, seed).with_suffix(".json").write_text(json.dumps(stamp(data, method)) + "\n")


def kept(data, method, seed):
    return KEPT / f"{data.name}-{method}-{seed}.npz"


def is_kept(data, method, seed):
    note = kept(data, method, seed).with_suffix(".json")
    return note.exists() and json.loads(note.read_text()) == stamp(data, method)


def labels(data, method):
    """[{way: labels}], one for each seed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    missing = [seed for seed in SEEDS if not is_kept(data, method, seed)]
    if missing:
        fresh(data, method, missing)
    return [dict(np.load(kept(data, method, seed))) for seed in SEEDS]


def all_of(data):
    """{way: [labels of each seed]}; EVoC's layers in lists of their own, since their number differs from seed to seed."""
    ways, layers = {}, []
    for method in PACKAGES:
        for seed, found in zip(SEEDS, labels(data, method)):
            for way, values in found.items():
                if "layer" in way:
                    layers.append(dict(seed=seed, name=way, labels=values))
                else:
                    ways.setdefault(way, []).append(values)
    return ways, layers
