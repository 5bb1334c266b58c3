"""Distances that the engine does not measure itself: a matrix of all of them, or the few that a sparse matrix has.

An n x n matrix of float64 takes 8 n^2 bytes. What is needed is logged before it is made (logger "asterism"), and
refused with MemoryError when it does not fit.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph, csr_matrix, issparse
from sklearn.metrics import DistanceMetric, pairwise_distances

from asterism import _engine

Metric = str | Callable[..., float]
Doubles = npt.NDArray[np.float64]

#: Stands for a distance that is missing (inf): farther than everything, and still a number.
FAR = 1e300
_LOG = logging.getLogger("asterism")


def engine_metric(metric: Metric | None, params: Mapping[str, Any]) -> str | None:
    """The engine's name of a metric, None when a matrix is needed."""
    if metric in ("euclidean", "l2", "cosine") and not params:
        return "cosine" if metric == "cosine" else "euclidean"
    if metric in ("minkowski", "p") and set(params) <= {"p"} and params.get("p", 2) == 2:
        return "euclidean"
    return None


def check_fits(rows: int, columns: int, metric: object) -> None:
    """Says what a matrix of distances takes, and raises MemoryError when it is more than there is."""
    needed = 2 * 8 * rows * columns  # the matrix, and what is made on the way to it
    _LOG.info("metric %r: %d x %d distances need about %d MiB", metric, rows, columns, needed >> 20)
    available = _engine.available_memory()
    if available is not None and needed > available:
        raise MemoryError(
            f"metric {metric!r} needs a matrix of {rows} x {columns} distances, about {needed >> 20} MiB of memory, and "
            f"{available >> 20} MiB are available: use fewer rows, or metric='euclidean' or 'cosine', which need no matrix"
        )


def _needs_distance_metric(X: Any, metric: Metric, params: Mapping[str, Any]) -> bool:
    """Are the parameters named as those of scikit-learn's trees, which scipy names otherwise?"""
    if issparse(X) or not isinstance(metric, str):
        return False
    return metric == "haversine" or (metric in ("mahalanobis", "seuclidean") and "V" in params)


def measure(X: Any, Y: Any, metric: Metric, params: Mapping[str, Any]) -> Doubles:
    """Distances of the rows of X from those of Y, by scikit-learn."""
    check_fits(X.shape[0], Y.shape[0], metric)
    if metric == "arccos":
        metric = "cosine"
    if metric in ("p", "infinity"):
        metric = {"p": "minkowski", "infinity": "chebyshev"}[str(metric)]
    if _needs_distance_metric(X, metric, params):
        measured = DistanceMetric.get_metric(metric, **params)
        made: Doubles = measured.pairwise(np.ascontiguousarray(X, dtype=np.float64), np.ascontiguousarray(Y, np.float64))
    else:
        made = pairwise_distances(X, None if Y is X else Y, metric=metric, **params)
    return np.ascontiguousarray(made, dtype=np.float64)


def mirrored(distances: Doubles) -> Doubles:
    """The same matrix (written into) without what rounding made of mirror and diagonal."""
    np.fill_diagonal(distances, 0.0)
    for row in range(len(distances)):
        below = distances[row + 1 :, row]
        distances[row, row + 1 :] = below
    return distances


def all_distances(X: Any, metric: Metric, params: Mapping[str, Any]) -> Doubles:
    """n x n, symmetric, 0 on the diagonal."""
    distances = measure(X, X, metric, params)
    if not np.isfinite(distances).all():
        raise ValueError(f"metric {metric!r} gives distances that are no finite numbers")
    return mirrored(distances)


def precomputed(X: Any, name: str = "The precomputed distance matrix") -> Doubles:
    """A copy of a dense matrix of distances, missing ones (inf) as FAR. ValueError for what is no such matrix."""
    given = np.asarray(X, dtype=np.float64)
    if given.ndim != 2 or given.shape[0] != given.shape[1]:
        raise ValueError(f"{name} is expected to be square and has shape {given.shape}.")
    if np.isnan(given).any():
        raise ValueError(f"{name} has np.nan values.")
    distances = np.array(given, order="C")
    distances[np.isposinf(distances)] = FAR
    np.fill_diagonal(distances, 0.0)
    if not np.allclose(distances, distances.T):
        raise ValueError(f"{name} is expected to be symmetric, however its values appear to be asymmetric.")
    return mirrored(distances)


def sparse_state(X: Any, k: int, alpha: float, canonical: bool, max_distance: float = 0.0) -> _engine.State:
    """The hierarchy of a sparse matrix of distances; what it has no entry for is infinitely far.

    The core distance of a row is its k-th smallest entry, as in hdbscan and scikit-learn; infinite when it has fewer.
    `max_distance`, above 0, stands for infinite mutual reachabilities of entries. ValueError when the rows do not all
    hang together by finite ones.
    """
    stored = csr_matrix(X, dtype=np.float64)
    if stored.shape[0] != stored.shape[1]:
        raise ValueError(f"The precomputed distance matrix is expected to be square and has shape {stored.shape}.")
    n = stored.shape[0]
    k = max(1, min(k, n - 1))
    core = np.full(n, np.inf)
    for row in range(n):
        values = stored.data[stored.indptr[row] : stored.indptr[row + 1]]
        if len(values) >= k:
            core[row] = np.partition(values, k - 1)[k - 1]
    entries = stored.tocoo()
    weight = np.maximum(np.maximum(core[entries.row], core[entries.col]), entries.data / alpha)
    if max_distance > 0:
        weight[np.isinf(weight)] = max_distance
    used = np.isfinite(weight) & (entries.row != entries.col)
    if np.isinf(core).any() and max_distance <= 0:
        raise ValueError(
            f"There exists points with fewer than {k} neighbors. Ensure your distance matrix has non-zero values for at "
            f"least {k} neighbors for each points (i.e. K-nn graph), or specify a distance for missing ones (max_dist)."
        )
    if csgraph.connected_components(stored, directed=False, return_labels=False) > 1:
        raise ValueError(
            "HDBSCAN cannot be performed on a disconnected graph: the sparse distance matrix has multiple connected "
            "components. Ensure that it has only one, or cluster each by itself."
        )
    # By rank, since scipy takes an edge of weight 0 for none.
    values, rank = np.unique(weight[used], return_inverse=True)
    ranks = csr_matrix((rank + 1.0, (entries.row[used], entries.col[used])), shape=(n, n))
    tree = csgraph.minimum_spanning_tree(ranks).tocoo()
    order = np.argsort(tree.data, kind="stable")
    at = (tree.data[order] - 1).astype(np.intp)
    ends = np.ascontiguousarray([tree.row[order], tree.col[order]], dtype=np.uint32)
    points, weights = np.arange(n, dtype=np.uint32), np.empty(0, dtype=np.uint32)
    heights = np.ascontiguousarray(values[at])
    return ends[0], ends[1], heights, points, np.minimum(core, FAR), k, canonical, weights


def warn_of_missing(weights: Doubles) -> None:
    """hdbscan's warning, for trees that could only be held together by missing distances."""
    if len(weights) and weights[-1] >= FAR:
        warnings.warn(
            "The minimum spanning tree contains edge weights with value infinity. Potentially, you are missing too many "
            "distances in the initial distance matrix for the given neighborhood size.",
            UserWarning,
            stacklevel=4,
        )


__all__ = ["FAR", "Metric", "all_distances", "check_fits", "engine_metric", "issparse", "measure", "precomputed"]
