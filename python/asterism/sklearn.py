"""HDBSCAN with the parameters, defaults, attributes and conventions of scikit-learn 1.7.

Where it departs from `asterism.HDBSCAN`: min_samples counts the row itself; rows with inf are -2 and rows with NaN -3;
min_samples above the number of rows is an error; `algorithm` must know the metric, though all of them give the same.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.neighbors import BallTree, KDTree
from sklearn.utils.validation import check_is_fitted, validate_data

from asterism import _checks, _distances, _input, _model
from asterism.trees import SingleLinkageTree

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]

INFINITE, MISSING = -2, -3
_TREES = {"kd_tree": ("KDTree", KDTree), "ball_tree": ("BallTree", BallTree)}


def _require_integer(name: str, value: Any, least: int) -> None:
    if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < least:
        raise ValueError(f"The '{name}' parameter must be an int of at least {least}. Got {value!r} instead.")


class HDBSCAN(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Exact HDBSCAN* with the interface of `sklearn.cluster.HDBSCAN`.

    Parameters (names, defaults and meanings of scikit-learn 1.7)
    ----------
    min_cluster_size : int >= 2. Groups of fewer rows are noise.
    min_samples : int >= 1, counting the row itself; None: min_cluster_size.
    cluster_selection_epsilon : a distance >= 0; clusters that part only below it stay together.
    max_cluster_size : rows, None = no limit; for "eom".
    metric : as of `asterism.HDBSCAN`. metric_params : a dict of its parameters.
    alpha : float > 0; distances, but not core distances, are divided by it.
    algorithm : "auto", "brute", "kd_tree" or "ball_tree"; the latter two reject metrics that they would not know.
    leaf_size, copy : not looked at; X is never written to.
    n_jobs : threads, None = all cores.
    cluster_selection_method : "eom" or "leaf". allow_single_cluster : may all rows be one cluster?
    store_centers : None, "centroid", "medoid" or "both".
    ties : as of `asterism.HDBSCAN`; "hdbscan" also numbers labels as scikit-learn does.

    Attributes
    ----------
    labels_ : n; -1 = noise, -2 = a row with inf, -3 = a row with NaN. Numbered by smallest row, by bytes.
    probabilities_ : n, in [0, 1]; 0 for noise and rows with inf, NaN for rows with NaN.
    centroids_, medoids_ : K x d, when asked for: means weighted by probability, and the rows nearest to all others.
    n_features_in_, feature_names_in_ : as everywhere in scikit-learn.

    Raises ValueError for parameters out of range and input that cannot be used, MemoryError for distances that do not fit.

    >>> import numpy as np
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> X[0] = np.nan
    >>> np.unique(HDBSCAN().fit_predict(X)).tolist()
    [-3, 0, 1, 2]
    """

    def __init__(
        self,
        min_cluster_size: int = 5,
        min_samples: int | None = None,
        cluster_selection_epsilon: float = 0.0,
        max_cluster_size: int | None = None,
        metric: _distances.Metric = "euclidean",
        metric_params: dict[str, Any] | None = None,
        alpha: float = 1.0,
        algorithm: str = "auto",
        leaf_size: int = 40,
        n_jobs: int | None = None,
        cluster_selection_method: str = "eom",
        allow_single_cluster: bool = False,
        store_centers: str | None = None,
        copy: bool = False,
        ties: str = "canonical",
    ) -> None:
        self.min_cluster_size = min_cluster_size
        self.min_samples = min_samples
        self.cluster_selection_epsilon = cluster_selection_epsilon
        self.max_cluster_size = max_cluster_size
        self.metric = metric
        self.metric_params = metric_params
        self.alpha = alpha
        self.algorithm = algorithm
        self.leaf_size = leaf_size
        self.n_jobs = n_jobs
        self.cluster_selection_method = cluster_selection_method
        self.allow_single_cluster = allow_single_cluster
        self.store_centers = store_centers
        self.copy = copy
        self.ties = ties

    def __sklearn_tags__(self) -> Any:
        return _checks.tags_of_metric(super().__sklearn_tags__(), self.metric)

    def _check(self) -> None:
        _require_integer("min_cluster_size", self.min_cluster_size, 2)
        _require_integer("leaf_size", self.leaf_size, 1)
        if self.min_samples is not None:
            _require_integer("min_samples", self.min_samples, 1)
        if self.max_cluster_size is not None:
            _require_integer("max_cluster_size", self.max_cluster_size, 1)
        if not self.alpha > 0 or not self.cluster_selection_epsilon >= 0:
            raise ValueError("alpha must be a number above 0 and cluster_selection_epsilon one of at least 0")
        choices = {
            "algorithm": ("auto", "brute", "kd_tree", "ball_tree"),
            "cluster_selection_method": ("eom", "leaf"),
            "store_centers": (None, "centroid", "medoid", "both"),
            "ties": ("canonical", "hdbscan"),
        }
        for name, known in choices.items():
            if getattr(self, name) not in known:
                raise ValueError(f"The '{name}' parameter must be one of {known}. Got {getattr(self, name)!r} instead.")
        if self.metric == "precomputed" and self.store_centers is not None:
            raise ValueError("Cannot store centers when using a precomputed distance matrix.")
        if self.algorithm in _TREES:
            name, tree = _TREES[self.algorithm]
            if self.metric not in tree.valid_metrics:
                raise ValueError(
                    f"{self.metric} is not a valid metric for a {name}-based algorithm. Please select a different metric."
                )

    def _options(self, n: int) -> dict[str, Any]:
        samples = self.min_cluster_size if self.min_samples is None else self.min_samples
        if samples > n:
            raise ValueError(f"min_samples ({samples}) must be at most the number of samples in X ({n})")
        # With one or two samples, rows merge at their distance; core distances of 0 need none of their own.
        self._scale = float(self.alpha) if samples == 1 else 1.0
        return {
            "min_cluster_size": int(self.min_cluster_size),
            "min_samples": max(1, int(samples) - 1),
            "cluster_selection_method": self.cluster_selection_method,
            "cluster_selection_epsilon": float(self.cluster_selection_epsilon) * self._scale,
            "max_cluster_size": int(self.max_cluster_size or 0),
            "allow_single_cluster": bool(self.allow_single_cluster),
            "alpha": float(self.alpha) / self._scale,
            "ties": self.ties,
            "threads": 0 if self.n_jobs is None or self.n_jobs < 1 else int(self.n_jobs),
        }

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Clusters the rows of X: n x d, array-like or sparse, or n x n distances for metric="precomputed".

        sample_weight : per row a whole number of at least 0: how many copies of the row it stands for.
        """
        self._check()
        if self.metric == "precomputed":
            model = self._fit_distances(X, sample_weight)
            infinite = missing = np.zeros(model.total, dtype=bool)
        else:
            X = self._validated(X)
            infinite, missing = _input.bad_rows(X, np.isinf), _input.bad_rows(X, np.isnan)
            model = self._fit_vectors(X, sample_weight)
        self._model = model
        self._infinite, self._missing = infinite & ~missing, missing
        self.labels_: Labels = self._marked(model.labels())
        self.probabilities_: Doubles = model.everywhere(model.cut.probabilities(), 0.0)
        self.probabilities_[missing] = np.nan
        if self.store_centers is not None:
            self._store_centers(X)
        return self

    def _marked(self, labels: Labels) -> Labels:
        labels[self._infinite] = INFINITE
        labels[self._missing] = MISSING
        return labels

    def _validated(self, X: Any) -> Any:
        X = validate_data(self, X, accept_sparse="csr", ensure_all_finite=False, ensure_min_samples=2)
        if X.dtype.kind not in "fiu":
            X = X.astype(np.float64)
        if _distances.issparse(X) and self.algorithm in _TREES:
            raise ValueError("Sparse data matrices only support algorithm `brute`.")
        return X

    def _fit_vectors(self, X: Any, sample_weight: Any) -> _model.Model:
        weights = _input.as_weights(sample_weight, X.shape[0])
        kept = _input.without_weightless(_input.usable_rows(X, self.metric), weights, X.shape[0])
        data, weights = _input.taken(X, kept), _input.taken(weights, kept)
        params = self.metric_params or {}
        if _distances.issparse(data) and _distances.engine_metric(self.metric, params) is not None:
            data = data.toarray()
        options = self._options(data.shape[0] if weights is None else int(weights.sum()))
        model = _model.fit_vectors(data, self.metric, params, options, weights)
        model.kept, model.total = kept, X.shape[0]
        return model

    def _fit_distances(self, X: Any, sample_weight: Any) -> _model.Model:
        if sample_weight is not None:
            raise ValueError("sample_weight is not supported with metric='precomputed'")
        if self.algorithm in _TREES:
            raise ValueError(f"precomputed is not a valid metric for a {_TREES[self.algorithm][0]}-based algorithm.")
        sparse = _distances.issparse(X)
        X = validate_data(self, X, accept_sparse="csr", ensure_all_finite=sparse, ensure_min_samples=2, dtype=np.float64)
        if sparse:
            # Entries are counted, and a row has none for itself: so all conventions agree.
            options = self._options(X.shape[0])
            samples = self.min_cluster_size if self.min_samples is None else self.min_samples
            max_distance = float((self.metric_params or {}).get("max_distance", 0.0))
            return _model.fit_sparse_distances(X, int(samples), options, max_distance)
        if np.isnan(X).any():
            raise ValueError("np.nan values found in precomputed-dense")
        return _model.fit_distances(_distances.precomputed(X), self._options(X.shape[0]))

    def _store_centers(self, X: Any) -> None:
        X = X.toarray() if _distances.issparse(X) else X
        clusters = range(self._model.cut.cluster_count)
        members = [np.flatnonzero(self.labels_ == label) for label in clusters]
        if self.store_centers in ("centroid", "both"):
            means = [np.average(X[rows], weights=self.probabilities_[rows], axis=0) for rows in members]
            self.centroids_: Doubles = np.reshape(means, (-1, X.shape[1]))
        if self.store_centers in ("medoid", "both"):
            self.medoids_: Doubles = X[self._model.medoids()]

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> Labels:
        """`fit`, and its labels."""
        return self.fit(X, y, sample_weight).labels_

    def dbscan_clustering(self, cut_distance: float, min_cluster_size: int = 5) -> Labels:
        """DBSCAN* (without border points) at one distance; labels as in `labels_`."""
        check_is_fitted(self)
        tree = SingleLinkageTree(self._model.linkage())
        return self._marked(tree.get_clusters(cut_distance * self._scale, min_cluster_size))
