"""What parameters must be, in the words and exception types of hdbscan 0.8.40."""

from __future__ import annotations

import numbers
from typing import Any

KDTREE_METRICS = {"euclidean", "l2", "minkowski", "p", "manhattan", "cityblock", "l1", "chebyshev", "infinity"}
BALLTREE_METRICS = KDTREE_METRICS | {
    "braycurtis", "canberra", "dice", "hamming", "haversine", "jaccard", "mahalanobis", "rogerstanimoto", "russellrao",
    "seuclidean", "sokalmichener", "sokalsneath",
}
ALGORITHMS = {
    "best": None, "generic": None, "prims_kdtree": KDTREE_METRICS, "prims_balltree": BALLTREE_METRICS,
    "boruvka_kdtree": BALLTREE_METRICS, "boruvka_balltree": BALLTREE_METRICS,
}


def _is_integer(value: Any) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def check_sizes(min_cluster_size: Any, min_samples: Any) -> None:
    """min_cluster_size >= 2, min_samples >= 1 or None; both whole numbers."""
    if not _is_integer(min_cluster_size) or not (min_samples is None or _is_integer(min_samples)):
        raise ValueError("Min samples and min cluster size must be integers!")
    if min_cluster_size <= 0 or (min_samples is not None and min_samples <= 0):
        raise ValueError("Min samples and Min cluster size must be positive integers")
    if min_cluster_size == 1:
        raise ValueError("Min cluster size must be greater than one")


def check_distances(alpha: Any, epsilon: Any, epsilon_max: Any) -> None:
    """alpha > 0, 0 <= epsilon <= epsilon_max."""
    if _is_integer(epsilon):
        epsilon = float(epsilon)
    if not isinstance(epsilon, float) or epsilon < 0.0:
        raise ValueError("Epsilon must be a float value greater than or equal to 0!")
    if not isinstance(alpha, float) or alpha <= 0.0:
        raise ValueError("Alpha must be a positive float value greater than 0!")
    if epsilon_max < epsilon:
        raise ValueError("Cluster selection epsilon max must be greater than epsilon!")


def check_metric(metric: Any, p: Any, leaf_size: Any, algorithm: Any) -> None:
    """Is there such an algorithm, and would it know the metric? (Every one of them gives the same exact result here.)"""
    if leaf_size < 1:
        raise ValueError("Leaf size must be greater than 0!")
    if metric == "minkowski":
        if p is None:
            raise TypeError("Minkowski metric given but no p value supplied!")
        if p < 0:
            raise ValueError("Minkowski metric with negative p value is not defined!")
    if algorithm not in ALGORITHMS:
        raise TypeError(f"Unknown algorithm type {algorithm} specified")
    known = ALGORITHMS[algorithm]
    if known is not None and metric != "cosine" and metric not in known:
        raise ValueError(f"Cannot use {algorithm} for the metric {metric!r}: use algorithm='best' or 'generic'")
    if metric is None or (isinstance(metric, str) and metric not in _metrics()):
        raise ValueError(f"Unknown metric {metric!r}: name one of scikit-learn's, or give a function of two rows")


def _metrics() -> set[str]:
    from sklearn.metrics.pairwise import _VALID_METRICS

    return BALLTREE_METRICS | set(_VALID_METRICS) | {"precomputed", "arccos"}


def check_method(method: Any, ties: Any) -> None:
    """How clusters are taken from the tree, and how it is built where distances are equal."""
    if method not in ("eom", "leaf"):
        raise ValueError(f'Invalid Cluster Selection Method: {method}\nShould be one of: "eom", "leaf"\n')
    if ties not in ("canonical", "hdbscan"):
        raise ValueError(f"Invalid ties: {ties}\nShould be one of: 'canonical', 'hdbscan'\n")


def tags_of_metric(tags: Any, metric: object) -> Any:
    """What an estimator of distances takes, into scikit-learn's tags."""
    tags.input_tags.allow_nan = metric != "precomputed"
    tags.input_tags.sparse = True
    tags.input_tags.pairwise = metric == "precomputed"
    return tags
