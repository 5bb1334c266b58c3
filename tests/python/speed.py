"""What Python costs beside the engine: fits of 24,000 x 384 rows, and the sum of the engine's own stages.

    python speed.py [VECTORS.npy]

Also soft membership for all rows, its top form, a re-cut, and forks. Prints figures; exits 1 above what is promised.
"""

import os
import statistics
import sys
import time

import numpy as np

import asterism

LIMIT = 1.05


def vectors():
    if len(sys.argv) > 1:
        return np.ascontiguousarray(np.load(sys.argv[1])[:24000], dtype=np.float32)
    rng = np.random.default_rng(3)
    centers = rng.normal(size=(200, 384))
    return (centers[rng.integers(0, 200, 24000)] + rng.normal(scale=0.8, size=(24000, 384))).astype(np.float32)


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def forks(X, times):
    asterism.HDBSCAN().fit(X)
    for _ in range(times):
        child = os.fork()
        if child == 0:
            asterism.HDBSCAN().fit(X)
            os._exit(0)
        os.waitpid(child, 0)


def main():
    X = vectors()
    shares = []
    for _ in range(5):
        whole, model = seconds(lambda: asterism.HDBSCAN(min_cluster_size=10, metric="cosine", prediction_data=True).fit(X))
        engine = sum(time_s for _, time_s in model._model.cut.stages())
        shares.append(whole / engine)
        print(f"{X.shape[0]} x {X.shape[1]}: {whole:.3f} s, of which the engine {engine:.3f} s")
    share = statistics.median(shares)
    print(f"through Python: {share:.3f} of the engine's time, {model.labels_.max() + 1} clusters")
    soft, _ = seconds(lambda: asterism.all_points_membership_vectors(model))
    top, _ = seconds(lambda: asterism.all_points_membership_vectors(model, top=5))
    cut, _ = seconds(lambda: model._model.recut(min_cluster_size=20).cut)
    forked, _ = seconds(lambda: forks(X[:500], 1000))
    print(f"soft membership {soft:.2f} s, top 5 {top:.2f} s; re-cut {cut:.3f} s; 1,000 forks {forked:.1f} s")
    return 1 if share > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
