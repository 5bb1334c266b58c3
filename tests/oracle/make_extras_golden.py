"""Writes tests/extraction/golden/extras_0840.txt: what hdbscan 0.8.40 says beyond labels, on small random sets.

    python3 -m venv golden && golden/bin/pip install -r tests/oracle/requirements-golden.txt
    golden/bin/python tests/oracle/make_extras_golden.py

Numbers between blanks, read by tests/extraction/golden_0840.hpp. Each case: n, d, min_cluster_size, min_samples, rows
(integers, to be divided by 16); labels; K and the soft membership of all rows (n x K, by label); dbscan_clustering at a
height; validity_index, its values per cluster, and the index by raw distances; relative_validity_ and the
spanning tree it looks at (n - 1 times two rows and a distance); centroids and medoids
(row numbers); and labels of approximate_predict for as many queries as rows (rows moved a little). Euclidean, stable sort.
"""
import warnings
from pathlib import Path

import hdbscan
import numpy as np

import package_0840  # makes the package's sort stable

TARGET = Path(__file__).resolve().parent.parent / "extraction" / "golden" / "extras_0840.txt"
CASES = [(60, 2, 5, 3), (90, 3, 6, 6), (120, 5, 8, 4), (80, 2, 4, 10)]


def blobs(random, n, d):
    centers = random.integers(-60, 60, size=(4, d))
    rows = np.rint(centers[random.integers(0, 4, n)] + random.normal(scale=9, size=(n, d))).astype(int)
    rows[: n // 10] = random.integers(-90, 90, size=(n // 10, d))
    return rows


def numbers(values):
    values = np.asarray(values)
    shown = (lambda v: repr(float(v))) if np.issubdtype(values.dtype, np.floating) else (lambda v: str(int(v)))
    return " ".join(map(shown, values.ravel()))


def case_lines(random, n, d, size, samples):
    given = blobs(random, n, d)
    rows = given / 16
    model = hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples, algorithm="generic", gen_min_span_tree=True,
                            prediction_data=True).fit(rows)
    labels = model.labels_.astype(np.intp)
    count = labels.max() + 1
    assert count >= 2, "no clusters to speak of"
    soft = hdbscan.all_points_membership_vectors(model)
    height = float(np.median(model.single_linkage_tree_.to_numpy()[:, 2])) * 1.25
    index, per_cluster = hdbscan.validity.validity_index(rows, labels, per_cluster_scores=True)
    raw = hdbscan.validity.validity_index(rows, labels, mst_raw_dist=True)
    centroids = [model.weighted_cluster_centroid(k) for k in range(count)]
    medoids = [np.flatnonzero((rows == model.weighted_cluster_medoid(k)).all(axis=1))[0] for k in range(count)]
    moved = given + random.integers(-3, 4, size=given.shape)
    predicted, _ = hdbscan.approximate_predict(model, moved / 16)
    yield numbers([n, d, size, samples])
    yield numbers(given)
    yield numbers(labels)
    yield f"{count}"
    yield numbers(soft)
    yield numbers(np.array([height]))
    yield numbers(model.dbscan_clustering(height, min_cluster_size=size))
    yield numbers(np.array([index, *per_cluster, raw, model.relative_validity_]))
    yield " ".join(f"{int(a)} {int(b)} {float(w)!r}" for a, b, w in model.minimum_spanning_tree_.to_numpy())
    yield numbers(np.array(centroids))
    yield numbers(np.array(medoids))
    yield numbers(moved)
    yield numbers(predicted)


def main():
    random = np.random.default_rng(840)
    lines = [str(len(CASES))]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for case in CASES:
            lines += case_lines(random, *case)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{len(CASES)} cases, {TARGET.stat().st_size / 1e3:.0f} kB: {TARGET}")


if __name__ == "__main__":
    main()
