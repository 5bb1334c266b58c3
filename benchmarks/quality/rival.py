"""rival.py METHOD ROWS.npy CLASSES SEED=OUT.npz...: one rival on one set, in a process of its own; prints one line of JSON.

ROWS.npy: float32 rows of unit length. CLASSES: the true number, which KMeans alone is told. SEED "none" leaves the rival unseeded, which
lets umap-learn and EVoC use all threads. OUT.npz gets int32 labels under the names of the ways (-1 = noise).
fits: seconds of the method alone for each seed; the first includes all that it compiles while it runs. peak_mib: of the process.
"""
import json
import resource
import sys
import time
import warnings
from importlib.metadata import version

import numpy as np

SIZES = (10, 25, 50)  # min_cluster_size of hdbscan: BERTopic's default, and two that fit larger sets


def umap(rows, seed, _, sizes=SIZES):
    """The recipe of BERTopic and its like: five dimensions by UMAP, then hdbscan with its own default of min_samples."""
    import hdbscan
    from umap import UMAP
    flat = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed).fit_transform(rows)
    return {f"umap {size}": hdbscan.HDBSCAN(min_cluster_size=size).fit(flat).labels_ for size in sizes}


def umap_once(rows, seed, classes):
    return umap(rows, seed, classes, sizes=SIZES[:1])


def evoc(rows, seed, _):
    """Its default is the layer it picks itself; the others are named by number, finest first."""
    from evoc import EVoC
    fitted = EVoC(random_state=seed).fit(rows)
    return {"evoc": fitted.labels_} | {f"evoc layer {number}": layer for number, layer in enumerate(fitted.cluster_layers_)}


def kmeans(rows, seed, classes):
    from sklearn.cluster import KMeans
    return {"kmeans": KMeans(n_clusters=classes, random_state=seed).fit(rows).labels_}


METHODS = {"umap": (umap, ["umap-learn", "hdbscan"]), "umap-once": (umap_once, ["umap-learn", "hdbscan"]), "evoc": (evoc, ["evoc"]),
           "kmeans": (kmeans, ["scikit-learn"])}


def fitted(fit, vectors, seed, classes, out):
    begun, cpu = time.perf_counter(), time.process_time()
    found = fit(vectors, None if seed == "none" else int(seed), classes)
    took = dict(wall_s=time.perf_counter() - begun, cpu_s=time.process_time() - cpu)
    np.savez_compressed(out, **{name: np.asarray(labels).astype("<i4") for name, labels in found.items()})
    return took


def main(method, rows, classes, *jobs):
    warnings.simplefilter("ignore")
    fit, packages = METHODS[method]
    vectors = np.load(rows)
    fits = [fitted(fit, vectors, seed, int(classes), out) for seed, out in (job.split("=", 1) for job in jobs)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(dict(fits=fits, peak_mib=peak, versions={name: version(name) for name in packages})))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
