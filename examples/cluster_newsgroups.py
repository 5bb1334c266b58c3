"""Clusters posts by their sentence vectors: density, soft membership, new posts, topics.

    python examples/cluster_newsgroups.py [VECTORS.npy]

VECTORS.npy: any n x d embeddings, for example those of the 20 newsgroups. Without it, made up ones that look alike.
"""

import sys

import numpy as np

import asterism


def vectors(arguments):
    """A file of vectors, or 20 groups of various densities in 64 dimensions, a fifth of the rows in none."""
    if arguments:
        return np.load(arguments[0]).astype(np.float32)
    rng = np.random.default_rng(7)
    centers = rng.normal(size=(20, 64))
    spread = rng.uniform(0.2, 0.6, size=20)
    group = rng.integers(0, 25, size=4000) % 25
    rows = rng.normal(size=(4000, 64))
    inside = group < 20
    rows[inside] = centers[group[inside]] + spread[group[inside], None] * rows[inside]
    return rows.astype(np.float32)


def main():
    X = vectors(sys.argv[1:])
    known, new = X[:-100], X[-100:]

    model = asterism.HDBSCAN(min_cluster_size=15, min_samples=5, metric="cosine", prediction_data=True).fit(known)
    print(f"{len(known)} rows: {model.labels_.max() + 1} clusters, {np.mean(model.labels_ == -1):.0%} noise")
    print("largest clusters:", np.sort(np.bincount(model.labels_[model.labels_ >= 0]))[::-1][:5].tolist())

    values, labels = asterism.all_points_membership_vectors(model, top=3)
    unsure = np.flatnonzero(model.labels_ == -1)[:3]
    for row in unsure:
        print(f"row {row} is noise, nearest to clusters {labels[row].tolist()} with {np.round(values[row], 4).tolist()}")

    placed, probabilities = asterism.approximate_predict(model, new)
    print(f"{len(new)} new rows: {np.sum(placed >= 0)} go to {len(set(placed.tolist()) - {-1})} clusters")

    coarse = asterism.hdbscan_compat.HDBSCAN_flat(known, n_clusters=10, clusterer=model)
    print(f"at most 10 clusters: epsilon {coarse.cluster_selection_epsilon:.3f} gives {coarse.labels_.max() + 1}")

    topics = asterism.Topics(min_cluster_size=15).fit(known)
    print(f"topics: {topics.labels_.max() + 1}, {np.mean(topics.labels_ == -1):.0%} unsure, {topics.themes_.max() + 1} themes")
    print(f"{np.sum(topics.predict(new) >= 0)} of {len(new)} new rows have one")


if __name__ == "__main__":
    main()
