"""Robust single linkage: the components of mutual reachability at one height.

Source: Chaudhuri, Dasgupta, "Rates of convergence for the cluster tree", NIPS 2010.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin

from asterism import _checks
from asterism._hdbscan import HDBSCAN
from asterism.trees import SingleLinkageTree

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


def _check(k: Any, alpha: Any, gamma: Any, leaf_size: Any) -> None:
    for name, value in (("k", k), ("gamma", gamma), ("leaf_size", leaf_size)):
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"{name} must be an integer greater than zero!")
    if not isinstance(alpha, float) or alpha < 1.0:
        raise ValueError("alpha must be a float greater than or equal to 1.0!")


def robust_single_linkage(
    X: Any, cut: float, k: int = 5, alpha: float = 1.4142135623730951, gamma: int = 5,
    metric: Any = "euclidean", algorithm: str = "best", memory: Any = None, leaf_size: int = 40,
    core_dist_n_jobs: int = 4, **metric_params: Any,
) -> tuple[Labels, Doubles]:
    """(labels, single linkage tree) of mutual reachability cut at the distance `cut`.

    k : neighbours of a core distance. alpha : distances are divided by it. gamma : groups of fewer rows are noise, -1.
    metric, algorithm, memory, leaf_size, core_dist_n_jobs and further keywords as of `HDBSCAN`. Raises ValueError for
    parameters out of range.

    >>> import numpy as np
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> robust_single_linkage(X, cut=20.0)[0].max()
    np.int64(2)
    """
    _check(k, alpha, gamma, leaf_size)
    if metric == "minkowski" and metric_params.get("p") is None:
        raise TypeError("Minkowski metric given but no p value supplied!")
    _checks.check_metric(metric, metric_params.get("p", 2), leaf_size, algorithm)
    model = HDBSCAN(
        min_cluster_size=2, min_samples=k, metric=metric, alpha=alpha, algorithm=algorithm, memory=memory, **metric_params
    ).fit(X)
    tree = model.single_linkage_tree_
    return tree.get_clusters(cut, gamma), tree.to_numpy()


class RobustSingleLinkage(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """`robust_single_linkage` as an estimator, with the parameters and defaults of hdbscan 0.8.40.

    Attributes: labels_ (n, -1 = noise), cluster_hierarchy_ (`SingleLinkageTree`).

    >>> import numpy as np
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> RobustSingleLinkage(cut=20.0).fit_predict(X).max()
    np.int64(2)
    """

    def __init__(
        self, cut: float = 0.4, k: int = 5, alpha: float = 1.4142135623730951, gamma: int = 5,
        metric: Any = "euclidean", algorithm: str = "best", core_dist_n_jobs: int = 4,
        metric_params: dict[str, Any] | None = None,
    ) -> None:
        self.cut = cut
        self.k = k
        self.alpha = alpha
        self.gamma = gamma
        self.metric = metric
        self.algorithm = algorithm
        self.core_dist_n_jobs = core_dist_n_jobs
        self.metric_params = metric_params

    def fit(self, X: Any, y: Any = None) -> Self:
        """Clusters the rows of X, n x d, or n x n distances for metric="precomputed"."""
        parameters = self.get_params()
        metric_params = parameters.pop("metric_params") or {}
        self.labels_, self._linkage = robust_single_linkage(X, **parameters, **metric_params)
        return self

    def fit_predict(self, X: Any, y: Any = None) -> Labels:
        """`fit`, and its labels."""
        return self.fit(X).labels_

    @property
    def cluster_hierarchy_(self) -> SingleLinkageTree:
        if not hasattr(self, "_linkage"):
            raise AttributeError("No single linkage tree was generated; try running fit first.")
        return SingleLinkageTree(self._linkage)
