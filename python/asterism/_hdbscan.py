"""HDBSCAN with the parameters, defaults, attributes and conventions of hdbscan 0.8.40."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from asterism import _checks, _distances, _engine, _input, _model, prediction
from asterism._progress import teller
from asterism.trees import CondensedTree, MinimumSpanningTree, SingleLinkageTree

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


_OF_THE_CUT = {
    "min_cluster_size", "cluster_selection_method", "cluster_selection_epsilon", "cluster_selection_epsilon_max",
    "max_cluster_size", "allow_single_cluster",
}
_GRANULARITY = np.dtype(
    [("smallest", np.intp), ("largest", np.intp), ("clusters", np.intp), ("persistence", np.intp), ("stable", np.bool_)]
)


def _hierarchy_state(data: Any, metric: Any, params: Any, options: dict[str, Any]) -> _engine.State:
    """What `memory` keeps: everything but the cut."""
    return _model.fit_vectors(data, metric, params, options).hierarchy.__getstate__()


class HDBSCAN(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Exact HDBSCAN* of float32 vectors, on all cores, in O(n d) memory; the same labels for any order of the rows.

    Parameters (names, defaults and meanings of hdbscan 0.8.40)
    ----------
    min_cluster_size : int >= 2. Groups of fewer rows are noise. Larger: fewer and larger clusters.
    min_samples : int >= 1, not counting the row itself; None: min_cluster_size. At most n - 1 are used.
    cluster_selection_epsilon : a distance >= 0; clusters that part only below it stay together.
    max_cluster_size : rows, 0 = no limit; for "eom". A larger cluster yields to those below it.
    metric : "euclidean" and "cosine" are measured by the engine, without a matrix. Any other of scikit-learn's, or a
        function of two rows, takes n x n distances: what they need is logged, and MemoryError when they do not fit.
        "precomputed": X holds distances; dense with inf for missing ones, or sparse, its missing entries being infinite
        (`max_dist=...` stands for the infinite ones of a row with too few entries).
    alpha : float > 0; distances, but not core distances, are divided by it.
    p, and further keywords : parameters of the metric.
    algorithm, leaf_size, approx_min_span_tree, core_dist_n_jobs : checked as in hdbscan and not looked at: there is one
        algorithm, and it is exact. gen_min_span_tree: the tree is always there.
    memory : a folder or joblib.Memory that keeps hierarchies, so that a refit with the same min_samples only cuts.
    cluster_selection_method : "eom", the most stable clusters, or "leaf", the smallest.
    allow_single_cluster : may all rows be one cluster?
    prediction_data : prepare for `approximate_predict` and its like.
    match_reference_implementation : count min_samples and min_cluster_size as the authors' Java program does.
    cluster_selection_epsilon_max : a distance; clusters born above it yield to those below; for "eom".
    ties : "canonical": all merges at one distance happen at once, so that labels depend on the rows and on nothing else;
        "hdbscan": one after another in the order of the rows, as hdbscan with a stable sort.
    n_jobs : threads; None = all cores. Never another result.
    progress : True shows tqdm's bars; a function is called as f(stage, done, total).

    Rows with NaN or inf (and rows of zeros under "cosine") are noise, as in hdbscan, and change nothing else.

    Attributes
    ----------
    labels_ : n, int; -1 = noise, clusters from 0. With ties="canonical" numbered by their smallest row, by bytes.
    probabilities_ : n, float in [0, 1]; 0 for noise.
    cluster_persistence_ : per label, in [0, 1].
    outlier_scores_ : n, GLOSH, in [0, 1]; over the whole subtree of a cluster, which hdbscan does since 0.8.42.
    condensed_tree_, single_linkage_tree_, minimum_spanning_tree_ : see `asterism.trees`.
    exemplars_ : per label the vectors of its most typical rows.
    relative_validity_ : DBCV on the spanning tree, in [-1, 1].
    prediction_data_ : see `asterism.prediction`.

    Raises ValueError for parameters out of range and input that cannot be used, MemoryError for distances that do not
    fit, KeyboardInterrupt within a second of Ctrl-C.

    Sources: Campello, Moulavi, Zimek, Sander, ACM TKDD 10(1), 2015; McInnes, Healy, Astels, JOSS 2(11), 2017; Malzer,
    Baum, arXiv 1911.02282 (epsilon).

    >>> import numpy as np, asterism
    >>> rng = np.random.default_rng(0)
    >>> X = np.vstack([rng.normal(center, 0.1, size=(50, 8)) for center in (-1, 1)]).astype(np.float32)
    >>> model = asterism.HDBSCAN(min_cluster_size=10, metric="cosine").fit(X)
    >>> sorted(set(model.labels_.tolist()) - {-1})
    [0, 1]
    """

    def __init__(
        self,
        min_cluster_size: int = 5,
        min_samples: int | None = None,
        cluster_selection_epsilon: float = 0.0,
        max_cluster_size: int = 0,
        metric: _distances.Metric = "euclidean",
        alpha: float = 1.0,
        p: float | None = None,
        algorithm: str = "best",
        leaf_size: int = 40,
        memory: Any = None,
        approx_min_span_tree: bool = True,
        gen_min_span_tree: bool = False,
        core_dist_n_jobs: int = 4,
        cluster_selection_method: str = "eom",
        allow_single_cluster: bool = False,
        prediction_data: bool = False,
        branch_detection_data: bool = False,
        match_reference_implementation: bool = False,
        cluster_selection_epsilon_max: float = float("inf"),
        ties: str = "canonical",
        n_jobs: int | None = None,
        progress: bool | Callable[[str, int, int], object] = False,
        **metric_params: Any,
    ) -> None:
        self.min_cluster_size = min_cluster_size
        self.min_samples = min_samples
        self.cluster_selection_epsilon = cluster_selection_epsilon
        self.max_cluster_size = max_cluster_size
        self.metric = metric
        self.alpha = alpha
        self.p = p
        self.algorithm = algorithm
        self.leaf_size = leaf_size
        self.memory = memory
        self.approx_min_span_tree = approx_min_span_tree
        self.gen_min_span_tree = gen_min_span_tree
        self.core_dist_n_jobs = core_dist_n_jobs
        self.cluster_selection_method = cluster_selection_method
        self.allow_single_cluster = allow_single_cluster
        self.prediction_data = prediction_data
        self.branch_detection_data = branch_detection_data
        self.match_reference_implementation = match_reference_implementation
        self.cluster_selection_epsilon_max = cluster_selection_epsilon_max
        self.ties = ties
        self.n_jobs = n_jobs
        self.progress = progress
        self._metric_kwargs = metric_params

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """All parameters, those of the metric among them."""
        return {**super().get_params(deep), **self._metric_kwargs}

    def set_params(self, **params: Any) -> Self:
        """Sets parameters by name; names that are not of the estimator are of the metric. Returns self."""
        own = set(self._get_param_names())
        self._metric_kwargs = {**self._metric_kwargs, **{k: v for k, v in params.items() if k not in own}}
        super().set_params(**{k: v for k, v in params.items() if k in own})
        return self

    def __sklearn_tags__(self) -> Any:
        return _checks.tags_of_metric(super().__sklearn_tags__(), self.metric)

    def _check(self) -> None:
        _checks.check_sizes(self.min_cluster_size, self.min_samples)
        _checks.check_distances(self.alpha, self.cluster_selection_epsilon, self.cluster_selection_epsilon_max)
        _checks.check_method(self.cluster_selection_method, self.ties)
        if self.branch_detection_data:
            raise ValueError("branch_detection_data: branch detection is not part of this package")
        p = 2 if self.p is None and "p" not in self._metric_kwargs else self._metric_params().get("p", self.p)
        _checks.check_metric(self.metric, p, self.leaf_size, self.algorithm)

    def _metric_params(self) -> dict[str, Any]:
        params = dict(self._metric_kwargs)
        if self.metric in ("minkowski", "p"):
            params.setdefault("p", 2 if self.p is None else self.p)
        return params

    def _options(self) -> dict[str, Any]:
        """Of the engine, which has the same parameters."""
        java = 1 if self.match_reference_implementation else 0
        samples = self.min_cluster_size if self.min_samples is None else self.min_samples
        return {
            "min_cluster_size": int(self.min_cluster_size) + java,
            "min_samples": max(1, int(samples) - java),
            "cluster_selection_method": self.cluster_selection_method,
            "cluster_selection_epsilon": float(self.cluster_selection_epsilon),
            "cluster_selection_epsilon_max": float(self.cluster_selection_epsilon_max),
            "max_cluster_size": int(self.max_cluster_size),
            "allow_single_cluster": bool(self.allow_single_cluster),
            "alpha": float(self.alpha),
            "ties": self.ties,
            "threads": 0 if self.n_jobs is None or self.n_jobs < 1 else int(self.n_jobs),
        }

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Clusters the rows of X.

        X : n x d, array-like or sparse; float32 and C-contiguous is used as it is, else a float32 copy. n x n distances
            for metric="precomputed".
        sample_weight : per row a whole number of at least 0: how many copies of the row it stands for.
        """
        self._check()
        self._prediction_data: prediction.PredictionData | None = None
        self._model = self._fit_distances(X, sample_weight) if self.metric == "precomputed" else self._fit(X, sample_weight)
        self._take(self._model)
        if self.prediction_data:
            self.generate_prediction_data()
        return self

    def _fit(self, X: Any, sample_weight: Any) -> _model.Model:
        X = validate_data(self, X, accept_sparse="csr", ensure_all_finite=False, dtype=None if _is_array(X) else "numeric")
        if X.dtype.kind not in "fiu":
            X = X.astype(np.float64)
        self._raw_data = X
        weights = _input.as_weights(sample_weight, X.shape[0])
        kept = _input.without_weightless(_input.usable_rows(X, self.metric), weights, X.shape[0])
        data = _input.taken(X, kept)
        if _distances.issparse(data) and _distances.engine_metric(self.metric, self._metric_params()) is not None:
            data = data.toarray()
        model = self._fit_data(data, _input.taken(weights, kept))
        model.kept, model.total = kept, X.shape[0]
        return model

    def _fit_data(self, data: Any, weights: Any) -> _model.Model:
        params, options = self._metric_params(), self._options()
        if self.memory is None or weights is not None:
            return _model.fit_vectors(data, self.metric, params, options, weights, teller(self.progress))
        from joblib import Memory

        memory = Memory(self.memory, verbose=0) if isinstance(self.memory, str) else self.memory
        tree_options = {key: options[key] for key in ("min_samples", "alpha", "ties", "threads")}
        state = memory.cache(_hierarchy_state)(data, self.metric, params, tree_options)
        if _distances.engine_metric(self.metric, params) is not None:
            data = _model.as_vectors(data)
        return _model.Model(_engine.Hierarchy.of_state(state), options, self.metric, params, data, data.shape[0])

    def _fit_distances(self, X: Any, sample_weight: Any) -> _model.Model:
        self._raw_data = None
        options = self._options()
        if _distances.issparse(X):
            if sample_weight is not None:
                raise ValueError("sample_weight is not supported for sparse distances")
            X = validate_data(self, X, accept_sparse="csr")
            max_distance = float(self._metric_kwargs.get("max_dist", 0.0))
            return _model.fit_sparse_distances(X, options["min_samples"], options, max_distance)
        distances = _distances.precomputed(X)
        self.n_features_in_ = distances.shape[1]
        weights = _input.as_weights(sample_weight, len(distances))
        kept = _input.without_weightless(None, weights, len(distances))
        if kept is not None:
            distances = np.ascontiguousarray(distances[np.ix_(kept, kept)])
        model = _model.fit_distances(distances, options, _input.taken(weights, kept), teller(self.progress))
        model.kept, model.total = kept, len(np.asarray(X))
        return model

    def _take(self, model: _model.Model) -> None:
        """The attributes that are plain arrays, which people may write to."""
        self._model = model
        self.labels_: Labels = model.labels()
        self.probabilities_: Doubles = model.everywhere(model.cut.probabilities(), 0.0)
        self.cluster_persistence_: Doubles = model.cut.persistence()
        if self.match_reference_implementation:
            self._drop_those_at_birth()

    def _drop_those_at_birth(self) -> None:
        """The Java program's clusters are without the rows that leave them where they are born."""
        tree = self._model.condensed_tree()
        births = np.zeros(int(tree["parent"].max()) + 1)
        births[tree["child"]] = tree["lambda_val"]
        selected = self._model.selected()
        clustered = np.flatnonzero(self.labels_ >= 0)
        lost = clustered[births[clustered] <= births[selected[self.labels_[clustered]]]]
        self.labels_[lost], self.probabilities_[lost] = -1, 0.0

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> Labels:
        """`fit`, and its labels."""
        return self.fit(X, y, sample_weight).labels_

    def predict(self, X: Any) -> Labels:
        """Labels of new rows in the clustering that stands: those of `asterism.approximate_predict`."""
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", ensure_all_finite=False, reset=False)
        return prediction.predict(self._model, X.toarray() if _distances.issparse(X) else X)[0]

    def generate_prediction_data(self) -> None:
        """Prepares for `approximate_predict` and its like what `prediction_data=True` would have."""
        check_is_fitted(self)
        self._prediction_data = prediction.PredictionData(self._model, self._raw_data)

    def weighted_cluster_centroid(self, cluster_id: int) -> Doubles:
        """The mean of a cluster's rows, weighted by probability: d numbers. ValueError for noise (-1)."""
        self._members(cluster_id)
        data = _distances.issparse(self._raw_data) and self._raw_data.toarray() or self._raw_data
        chosen = self.labels_ == cluster_id
        centroid: Doubles = np.average(data[chosen], weights=self.probabilities_[chosen], axis=0)
        return centroid

    def weighted_cluster_medoid(self, cluster_id: int) -> npt.NDArray[Any]:
        """The row with the least sum of probability x distance from the cluster's rows: its vector. ValueError for noise."""
        self._members(cluster_id)
        medoid: npt.NDArray[Any] = self._raw_data[self._model.medoids()[cluster_id]]
        return medoid

    def _members(self, cluster_id: int) -> npt.NDArray[np.intp]:
        check_is_fitted(self)
        if self._raw_data is None:
            raise AttributeError("The model was fitted to precomputed distances: there are no vectors")
        members = np.flatnonzero(self.labels_ == cluster_id)
        if cluster_id == -1 or len(members) == 0:
            raise ValueError(f"Cannot calculate weighted centroid for {cluster_id} cluster since it is no cluster")
        return members

    def dbscan_clustering(self, cut_distance: float, min_cluster_size: int = 5) -> Labels:
        """DBSCAN* (without border points) at one distance: n labels; see `SingleLinkageTree.get_clusters`."""
        return self.single_linkage_tree_.get_clusters(cut_distance, min_cluster_size)

    def recut(self, **parameters: Any) -> HDBSCAN:
        """Another clustering of the same hierarchy, in a fraction of the time: a fitted estimator, equal to a fresh fit.

        parameters : any of min_cluster_size, cluster_selection_method, cluster_selection_epsilon,
            cluster_selection_epsilon_max, max_cluster_size and allow_single_cluster. min_samples stays what was used.
        Raises ValueError for others, which shape the hierarchy.

        >>> import numpy as np
        >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
        >>> HDBSCAN().fit(X).recut(min_cluster_size=11).labels_.max()
        np.int64(-1)
        """
        model = self._fitted()
        others = sorted(set(parameters) - _OF_THE_CUT)
        if others:
            raise ValueError(f"{', '.join(others)} shape the hierarchy: fit again. A cut takes {', '.join(sorted(_OF_THE_CUT))}")
        samples = self.min_cluster_size if self.min_samples is None else self.min_samples
        made: HDBSCAN = type(self)(**{**self.get_params(), "min_samples": samples, **parameters})
        made._check()
        made._raw_data, made._prediction_data, made.n_features_in_ = self._raw_data, None, self.n_features_in_
        made._take(model.recut(**{**made._options(), "min_samples": model.options["min_samples"]}))
        if made.prediction_data:
            made.generate_prediction_data()
        return made

    def granularities(self) -> npt.NDArray[Any]:
        """Every min_cluster_size at which the leaves of this hierarchy change, and how stable they are between.

        A table with columns smallest, largest (min_cluster_size), clusters (leaves), persistence (the sum of how many
        min_cluster_size each of them lasts) and stable (more than both neighbours). Take one with
        `recut(min_cluster_size=smallest, cluster_selection_method="leaf")`.
        Source: Bot, McInnes, Aerts, "Persistent Multiscale Density-based Clustering", arXiv 2512.16558, 2025 (PLSCAN).

        >>> import numpy as np
        >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
        >>> HDBSCAN(min_samples=2).fit(X).granularities()["clusters"].tolist()
        [3]
        """
        rows = [tuple(row) for row in self._fitted().hierarchy.granularities().tolist()]
        return np.array(rows, dtype=_GRANULARITY)

    @property
    def prediction_data_(self) -> prediction.PredictionData:
        if getattr(self, "_prediction_data", None) is None:
            raise AttributeError("No prediction data was generated")
        assert self._prediction_data is not None
        return self._prediction_data

    @property
    def outlier_scores_(self) -> Doubles:
        return self._fitted().everywhere(self._fitted().cut.outlier_scores(), 1.0)

    @property
    def condensed_tree_(self) -> CondensedTree:
        model = self._fitted()
        return CondensedTree(
            model.condensed_tree(), model.selected().tolist(), self.cluster_selection_method, self.allow_single_cluster
        )

    @property
    def single_linkage_tree_(self) -> SingleLinkageTree:
        return SingleLinkageTree(self._fitted().linkage())

    @property
    def minimum_spanning_tree_(self) -> MinimumSpanningTree:
        data = [] if self._fitted().data is None else self._raw_data
        return MinimumSpanningTree(self._fitted().spanning_tree(), data)

    @property
    def exemplars_(self) -> list[npt.NDArray[Any]]:
        return prediction.PredictionData(self._fitted(), self._raw_data).exemplars

    @property
    def relative_validity_(self) -> float:
        model = self._fitted()
        labels = np.ascontiguousarray(_input.taken(self.labels_, model.kept), dtype=np.int32)
        lost = 0 if model.kept is None else model.total - len(model.kept)
        return model.hierarchy.relative_validity(labels) * (len(labels) / (len(labels) + lost))

    def _fitted(self) -> _model.Model:
        if not hasattr(self, "_model"):
            raise AttributeError("No tree was generated; try running fit first.")
        return self._model


def _is_array(X: Any) -> bool:
    return isinstance(X, np.ndarray) and X.dtype.kind in "fiu" or _distances.issparse(X)
