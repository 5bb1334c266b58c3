"""Clusterings with a wished number of clusters, as hdbscan.flat gives them.

A number is reached through cluster_selection_epsilon: the least one that leaves no more clusters than wished, under
"leaf" where "eom" has fewer without any epsilon. include/asterism/extraction.hpp says when it cannot be had.
"""

from __future__ import annotations

import copy
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from asterism import _model, prediction
from asterism._hdbscan import HDBSCAN

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


def _model_of(model: _model.Model, n_clusters: int | None, epsilon: float | None) -> _model.Model:
    """The model itself, or a cut of its hierarchy by number or epsilon."""
    if n_clusters is not None:
        cut, method, found = model.hierarchy.cut_to_count(model.engine_options, int(n_clusters))
        if method != model.options["cluster_selection_method"]:
            warnings.warn(
                f"Cannot predict {n_clusters} clusters with cluster selection method 'eom'. Changing to method 'leaf'...",
                stacklevel=3,
            )
        if cut.cluster_count != n_clusters:
            warnings.warn(f"HDBSCAN can only compute {cut.cluster_count} clusters, not {n_clusters}", stacklevel=3)
        return model.recut(cluster_selection_method=method, cluster_selection_epsilon=found)
    if epsilon is not None and epsilon != model.options["cluster_selection_epsilon"]:
        return model.recut(cluster_selection_epsilon=float(epsilon))
    return model


def HDBSCAN_flat(
    X: Any, n_clusters: int | None = None, cluster_selection_epsilon: float = 0.0, clusterer: HDBSCAN | None = None,
    inplace: bool = False, **kwargs: Any,
) -> HDBSCAN:
    """An HDBSCAN fitted to X with `n_clusters` clusters (None: as many as the parameters give), ready for prediction.

    cluster_selection_epsilon : of a cut without a wished number; not looked at with one.
    clusterer : the estimator to fit, or a copy of it unless `inplace`; None: `HDBSCAN(**kwargs)`.

    Warns (UserWarning) when "leaf" takes the place of "eom", and when there is no clustering of that number.

    >>> import numpy as np
    >>> X = np.repeat(np.arange(4.0) ** 2, 10)[:, None] * 100 + np.tile(np.arange(10.0), 4)[:, None]
    >>> HDBSCAN_flat(X, n_clusters=2).labels_.max()
    np.int64(1)
    """
    if clusterer is None:
        clusterer = HDBSCAN(**kwargs)
    elif not inplace:
        clusterer = copy.deepcopy(clusterer)
    if n_clusters is not None and cluster_selection_epsilon != 0.0:
        warnings.warn("'cluster_selection_epsilon' is ignored when 'n_clusters' is supplied.", stacklevel=2)
    clusterer.prediction_data = True
    clusterer.fit(X)
    epsilon = cluster_selection_epsilon or None
    if n_clusters is None and epsilon is None:
        return clusterer
    model = _model_of(clusterer._model, n_clusters, epsilon)
    clusterer.cluster_selection_method = model.options["cluster_selection_method"]
    clusterer.cluster_selection_epsilon = model.options["cluster_selection_epsilon"]
    clusterer._take(model)
    clusterer.generate_prediction_data()
    return clusterer


def _prediction_data(
    clusterer: HDBSCAN, given: prediction.PredictionData | None, n_clusters: int | None, epsilon: float | None
) -> prediction.PredictionData:
    if given is not None:
        return given
    data = prediction._data_of(clusterer)
    return prediction.PredictionData(_model_of(data._model, n_clusters, epsilon), data._raw_data)


def approximate_predict_flat(
    clusterer: HDBSCAN, points_to_predict: Any, n_clusters: int | None = None,
    cluster_selection_epsilon: float | None = None, prediction_data: prediction.PredictionData | None = None,
    return_prediction_data: bool = False,
) -> Any:
    """`approximate_predict` in a clustering of `n_clusters` (or by an epsilon), which `prediction_data` may hold already.

    Returns (labels, probabilities) and, when asked for, the prediction data of that clustering.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(4.0) ** 2, 10)[:, None] * 100 + np.tile(np.arange(10.0), 4)[:, None]
    >>> model = asterism.HDBSCAN(prediction_data=True).fit(X)
    >>> approximate_predict_flat(model, X, n_clusters=2)[0].max()
    np.int64(1)
    """
    data = _prediction_data(clusterer, prediction_data, n_clusters, cluster_selection_epsilon)
    labels, probabilities, _, _ = prediction.predict(data._model, np.asarray(points_to_predict))
    return (labels, probabilities, data) if return_prediction_data else (labels, probabilities)


def membership_vector_flat(
    clusterer: HDBSCAN, points_to_predict: Any, prediction_data: prediction.PredictionData | None = None,
    n_clusters: int | None = None, cluster_selection_epsilon: float | None = None,
) -> Doubles:
    """`membership_vector` in such a clustering: q x K.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(4.0) ** 2, 10)[:, None] * 100 + np.tile(np.arange(10.0), 4)[:, None]
    >>> membership_vector_flat(asterism.HDBSCAN(prediction_data=True).fit(X), X[:5], n_clusters=2).shape
    (5, 2)
    """
    data = _prediction_data(clusterer, prediction_data, n_clusters, cluster_selection_epsilon)
    return prediction.memberships(data._model, points_to_predict)[0]


def all_points_membership_vectors_flat(
    clusterer: HDBSCAN, prediction_data: prediction.PredictionData | None = None, n_clusters: int | None = None,
    cluster_selection_epsilon: float | None = None,
) -> Doubles:
    """`all_points_membership_vectors` in such a clustering: n x K, n zeros without clusters.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(4.0) ** 2, 10)[:, None] * 100 + np.tile(np.arange(10.0), 4)[:, None]
    >>> all_points_membership_vectors_flat(asterism.HDBSCAN(prediction_data=True).fit(X), n_clusters=2).shape
    (40, 2)
    """
    model = _prediction_data(clusterer, prediction_data, n_clusters, cluster_selection_epsilon)._model
    return prediction.all_memberships(model)[0] if model.cut.cluster_count else np.zeros(model.total)
