"""rival.py NAME VECTORS.npy LABELS.npy MIN_CLUSTER_SIZE MIN_SAMPLES THREADS: one fit of one rival in a process of its own.

Prints one line of JSON. wall_s and cpu_s are those of the fit alone, without imports, reading, making the vectors unit length
and, for those compiled while they run, a first fit on other rows: all in the rival's favour. peak_mib is the largest resident set
of the process, before_mib what it was before the fit. LABELS.npy is written by those that cluster.
"""
import json
import resource
import sys
import time
import warnings
from importlib.metadata import version

import numpy as np

warnings.simplefilter("ignore")

WARM_UP_ROWS, ALIKE = 5000, 100
HALF_PRODUCT_BLOCK = 2048


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def hdbscan_cosine(size, samples, threads):
    """The dense path: an n x n matrix of cosine distances, then Prim."""
    import hdbscan
    return lambda rows: hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples, metric="cosine", algorithm="generic").fit(rows).labels_


def hdbscan_unit_euclidean(size, samples, threads):
    """What people do to save memory: another metric, so another selection, on unit rows."""
    import hdbscan
    return lambda rows: hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples, core_dist_n_jobs=threads).fit(rows).labels_


def sklearn_cosine(size, samples, threads):
    """scikit-learn counts the row itself in min_samples."""
    from sklearn.cluster import HDBSCAN
    return lambda rows: HDBSCAN(min_cluster_size=size, min_samples=samples + 1, metric="cosine", n_jobs=threads, copy=False).fit(rows).labels_


def quitefastmst_tree(size, samples, threads):
    """The spanning tree of mutual reachability under euclidean distance, and nothing after it."""
    import quitefastmst
    return lambda rows: quitefastmst.mst_euclid(rows, samples, algorithm="brute") and None


def fast_hdbscan_fit(size, samples, threads):
    """Approximate beyond 30 dimensions: neighbours by nearest-neighbour descent, the tree from those alone."""
    import fast_hdbscan
    return lambda rows: fast_hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples).fit(rows).labels_


def evoc_fit(size, samples, threads):
    """Approximate, and another method: it clusters an embedding of the neighbour graph. Not seeded, which is its faster way."""
    import evoc
    return lambda rows: evoc.EVoC(base_min_cluster_size=size, min_samples=samples).fit(rows).labels_


def half_product(size, samples, threads):
    """Each pair's product once, in float32 by OpenBLAS, thrown away: less than any clustering must do that looks at all pairs."""
    def work(rows):
        room = np.empty(HALF_PRODUCT_BLOCK**2, np.float32)
        blocks = [rows[begin:begin + HALF_PRODUCT_BLOCK] for begin in range(0, len(rows), HALF_PRODUCT_BLOCK)]
        for i, block in enumerate(blocks):
            for other in blocks[i:]:
                np.matmul(block, other.T, out=room[:len(block) * len(other)].reshape(len(block), len(other)))
    return work


# name: (how to make the fit, package, type of its rows, are they made unit, is it compiled while it runs)
RIVALS = {
    "hdbscan-cosine": (hdbscan_cosine, "hdbscan", np.float64, False, False),
    "hdbscan-unit-euclidean": (hdbscan_unit_euclidean, "hdbscan", np.float64, True, False),
    "sklearn-cosine": (sklearn_cosine, "scikit-learn", np.float64, False, False),
    "quitefastmst-tree": (quitefastmst_tree, "quitefastmst", np.float32, True, False),
    "fast_hdbscan": (fast_hdbscan_fit, "fast_hdbscan", np.float32, True, True),
    "evoc": (evoc_fit, "evoc", np.float32, True, True),
    "half-product": (half_product, "numpy", np.float32, False, False),
}


def warm_up_rows(rows):
    """Real rows, some of them nearly alike and far from all others, so that the code for a graph in two pieces is compiled too."""
    some = rows[:WARM_UP_ROWS].copy()
    noise = np.random.default_rng(1).standard_normal((ALIKE, rows.shape[1]))
    some[-ALIKE:] = unit(-some[:1] + 0.001 * noise)
    return some


def status_mib(key):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def cpu_seconds():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def thread_pools():
    from threadpoolctl import threadpool_info
    return [{key: pool.get(key) for key in ("internal_api", "version", "architecture", "num_threads")} for pool in threadpool_info()]


def timed(fit, rows):
    before = dict(before_mib=status_mib("VmRSS"))
    cpu, wall = cpu_seconds(), time.perf_counter()
    labels = fit(rows)
    return labels, dict(wall_s=time.perf_counter() - wall, cpu_s=cpu_seconds() - cpu, peak_mib=status_mib("VmHWM")) | before


def main(name, vectors, labels_file, size, samples, threads):
    make, package, kind, is_unit, is_compiled = RIVALS[name]
    fit = make(int(size), int(samples), int(threads))
    rows = np.load(vectors)
    rows = np.ascontiguousarray(unit(rows) if is_unit else rows, dtype=kind)
    if is_compiled:
        fit(warm_up_rows(rows))
    labels, line = timed(fit, rows)
    if labels is not None:
        np.save(labels_file, np.asarray(labels).astype(np.int32))
    print(json.dumps(line | dict(version=f"{package} {version(package)}", thread_pools=thread_pools())))


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(*sys.argv[1:])
