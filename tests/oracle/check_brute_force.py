"""check_brute_force.py BRUTE_FORCE [--data DIR [--only WORDS]]: every neighbour list and every tree edge against all pairs.

Without --data: generated rows (clumps, near copies, ties on a grid; 2,100 to 3,000 of them, so that the filter is at work), both
metrics, m = 1, 5, 10, also with each row three times. With DIR, which holds NAME.npy (n x 384 float16) for gnews, tweets, clinc150,
ng20 and reuters: the same on all sets of up to 24,000 rows whole, the first 24,000 of larger ones, and on 8,000 rows of each at
768 and 1,536 dimensions (a fixed random layer on top: [x, tanh(3 W x)]). Up to 5 GB and about a minute a line; --only ng20 or
--only "768 dimensions" takes the cases whose names hold that.
"""
import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

SETS = ["gnews", "tweets", "clinc150", "ng20", "reuters"]
MOST = 24000


def clumps(random, n, d):
    centres = random.normal(size=(n // 40, d))
    spread = random.choice([1e-6, 0.05, 0.3], size=(n, 1))
    return centres[random.integers(0, len(centres), n)] + spread * random.normal(size=(n, d))


def generated():
    random = np.random.default_rng(11)
    yield "clumps of 96", clumps(random, 3000, 96)
    yield "clumps of 384", clumps(random, 2100, 384)
    yield "a grid of 5", random.integers(1, 8, size=(2500, 5))
    yield "noise of 200", random.normal(size=(2200, 200))
    once = clumps(random, 1200, 70)
    yield "copies and scaled copies", np.concatenate([once, 2 * once, once[:300], clumps(random, 1000, 70)])
    yield "lists full of near copies", np.repeat(clumps(random, 80, 100), 30, axis=0) + 1e-4 * random.normal(size=(2400, 100))


def wider(rows, dimensions, seed=5):
    random = np.random.default_rng(seed)
    layer = random.normal(size=(rows.shape[1], dimensions - rows.shape[1])).astype(np.float32)
    more = np.tanh(3 * rows @ layer)
    more *= np.linalg.norm(rows, axis=1, keepdims=True) / np.linalg.norm(more, axis=1, keepdims=True)
    return np.concatenate([rows, more], axis=1)


def real(folder):
    sets = {name: np.load(folder / f"{name}.npy").astype(np.float32) for name in SETS}
    for name, rows in sets.items():
        yield f"{name}, 384 dimensions", rows[:MOST]
    for name, rows in sets.items():
        for dimensions in (768, 1536):
            yield f"{name}, {dimensions} dimensions", wider(rows[:8000], dimensions)


def check(program, name, rows, folder):
    rows = np.ascontiguousarray(rows, dtype="<f4")
    path = Path(folder) / "rows.f32"
    rows.tofile(path)
    failed = 0
    for metric in ("cosine", "euclidean"):
        for copies in (1, 3):
            started = time.time()
            command = [program, path, rows.shape[0], rows.shape[1], metric, copies, 1, 5, 10]
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
            failed += done.returncode != 0
            print(f"{'equal' if done.returncode == 0 else 'DIFFERS'} {time.time() - started:.1f} s  {name}: "
                  f"{done.stdout.strip()}{done.stderr.strip()}", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--data")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    if arguments.data and not (Path(arguments.data) / "gnews.npy").exists():
        print(f"no real data: \"{arguments.data}\" holds no gnews.npy")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        cases = real(Path(arguments.data)) if arguments.data else generated()
        failed = sum(check(arguments.program, name, rows, folder) for name, rows in cases if arguments.only in name)
    print("all equal" if not failed else f"{failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
