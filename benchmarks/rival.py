"""rival.py NAME VECTORS.npy LABELS.npy MIN_CLUSTER_SIZE MIN_SAMPLES: one fit of one rival in a process of its own.

Prints {"fit_s", "version"}: the fit alone, without imports and reading, which favours the rival.
"""
import json
import sys
import time
import warnings
from importlib.metadata import version

import numpy as np

warnings.simplefilter("ignore")


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def hdbscan_cosine(rows, size, samples):
    """The dense path: an n x n matrix of cosine distances, then Prim."""
    import hdbscan
    model = hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples, metric="cosine", algorithm="generic")
    return model, rows.astype(np.float64)


def hdbscan_unit_euclidean(rows, size, samples):
    """What people do to save memory: another metric, so another selection, on unit rows."""
    import hdbscan
    model = hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples, metric="euclidean", core_dist_n_jobs=-1)
    return model, unit(rows.astype(np.float64))


def sklearn_cosine(rows, size, samples):
    """scikit-learn counts the row itself in min_samples."""
    from sklearn.cluster import HDBSCAN
    return HDBSCAN(min_cluster_size=size, min_samples=samples + 1, metric="cosine", n_jobs=-1, copy=False), rows.astype(np.float64)


RIVALS = {
    "hdbscan-cosine": (hdbscan_cosine, "hdbscan"),
    "hdbscan-unit-euclidean": (hdbscan_unit_euclidean, "hdbscan"),
    "sklearn-cosine": (sklearn_cosine, "scikit-learn"),
}


def main(name, vectors, labels, size, samples):
    make, package = RIVALS[name]
    model, rows = make(np.load(vectors), int(size), int(samples))
    started = time.perf_counter()
    model.fit(rows)
    elapsed = time.perf_counter() - started
    np.save(labels, model.labels_.astype(np.int32))
    print(json.dumps(dict(fit_s=elapsed, version=f"{package} {version(package)}")))


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
