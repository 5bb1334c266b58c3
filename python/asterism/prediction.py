"""What a fit says of rows it has not seen, and how much each row belongs to every cluster.

The functions have the names and arguments of hdbscan's; `asterism.hdbscan_compat` offers them together with the rest.
Source: documentation of hdbscan, "Predicting clusters for new points" and "Soft Clustering"; how 0.8.40 is departed
from on purpose stands in include/asterism/prediction.hpp and membership.hpp.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from asterism import _distances, _engine, _input, _model

if TYPE_CHECKING:
    from asterism._hdbscan import HDBSCAN

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


class PredictionData:
    """What prediction knows of a fit. Made by `HDBSCAN(prediction_data=True)`; all of it is views of one model.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> data = asterism.HDBSCAN(prediction_data=True).fit(X).prediction_data_
    >>> len(data.exemplars), data.core_distances.shape, len(data.reverse_cluster_map)
    (3, (30,), 3)
    """

    def __init__(self, model: _model.Model, raw_data: Any) -> None:
        self._model = model
        self._raw_data = raw_data

    @property
    def raw_data(self) -> Doubles:
        """The rows of the fit, n x d."""
        if self._raw_data is None:
            raise AttributeError("The model was fitted to precomputed distances: there are no vectors")
        data = self._raw_data.toarray() if _distances.issparse(self._raw_data) else self._raw_data
        return np.asarray(data, dtype=np.float64)

    @property
    def core_distances(self) -> Doubles:
        """Per row of the fit its distance to the min_samples-th other row; infinite for rows that could not be used."""
        return self._model.everywhere(self._model.hierarchy.core_distances(), np.inf)

    @property
    def cluster_tree(self) -> npt.NDArray[Any]:
        """The condensed tree without rows."""
        tree = self._model.condensed_tree()
        return tree[tree["child"] > self._model.total]

    @property
    def reverse_cluster_map(self) -> dict[int, int]:
        """Of each label its cluster in the condensed tree."""
        return dict(enumerate(self._model.selected().tolist()))

    @property
    def cluster_map(self) -> dict[int, int]:
        """Of each cluster of the condensed tree, at or below that of a label, this label."""
        result = {cluster: label for label, cluster in self.reverse_cluster_map.items()}
        for row in np.sort(self.cluster_tree, order="child"):
            if int(row["child"]) not in result and int(row["parent"]) in result:
                result[int(row["child"])] = result[int(row["parent"])]
        return result

    @property
    def max_lambdas(self) -> dict[int, float]:
        """Of each of these clusters the largest lambda of the rows that leave the cluster of its label."""
        largest = self._model.cut.max_lambdas()
        return {cluster: float(largest[label]) for cluster, label in self.cluster_map.items()}

    @property
    def exemplars(self) -> list[npt.NDArray[Any]]:
        """Per label the vectors of its exemplars: the rows at the largest lambda of each leaf below it."""
        places = [self._model.places(rows) for rows in self._model.cut.exemplars()]
        return [self._raw_data[rows] for rows in places]


def _data_of(clusterer: HDBSCAN) -> PredictionData:
    try:
        return clusterer.prediction_data_
    except AttributeError:
        raise ValueError(
            "Clusterer does not have prediction data! Try fitting with prediction_data=True set, or run "
            "generate_prediction_data on the clusterer"
        ) from None


def _queries(model: _model.Model, points: Any) -> tuple[Any, npt.NDArray[np.intp] | None]:
    """The points that have distances, and their places; None for all."""
    points = np.asarray(points)
    if points.ndim != 2:
        raise ValueError(
            f"Expected a 2D array of new points, one row a point, got shape {points.shape}. Reshape your data."
        )
    width = len(model.hierarchy) if model.data is None else model.data.shape[1]
    if points.shape[1] != width:
        raise ValueError("New points dimension does not match fit data!")
    places = _input.usable_rows(points, model.metric)
    return _input.taken(points, places), places


def _spread(values: npt.NDArray[Any], places: npt.NDArray[np.intp] | None, n: int, missing: Any) -> npt.NDArray[Any]:
    if places is None:
        return values
    result = np.full((n, *values.shape[1:]), missing, dtype=values.dtype)
    result[places] = values
    return result


def query_distances(model: _model.Model, points: Any) -> Doubles:
    """From each point to every row of the fit; of a precomputed metric the points are these distances."""
    if model.data is None:
        return np.ascontiguousarray(points, dtype=np.float64)
    return _distances.measure(points, model.data, model.metric, model.params)


def predict(model: _model.Model, points: Any) -> tuple[Labels, Doubles, Doubles, Labels]:
    """(labels, probabilities, outlier scores, the rows of the fit that the points hang on); -1, 0, 1, -1 without distances."""
    found, places = _queries(model, points)
    n = len(points)
    if len(found) == 0:
        return np.full(n, -1), np.zeros(n), np.ones(n), np.full(n, -1)
    if model.engine_metric is not None:
        queries = _model.as_vectors(found)
        result = _engine.predict(model.cut, model.engine_options, model.rows, queries)
    else:
        result = _engine.predict_by_distances(model.cut, model.engine_options, query_distances(model, found))
    labels, probabilities, scores, neighbors = result
    return (
        _spread(labels.astype(np.intp), places, n, -1),
        _spread(probabilities, places, n, 0.0),
        _spread(scores, places, n, 1.0),
        _spread(model.places(neighbors), places, n, -1),
    )


def approximate_predict(clusterer: HDBSCAN, points_to_predict: Any, return_connecting_points: bool = False) -> Any:
    """Where new points would go in a clustering that stands.

    Parameters
    ----------
    clusterer : a fitted HDBSCAN with prediction data.
    points_to_predict : array-like, q x d; after `metric="precomputed"` their distances from the rows of the fit, q x n.
    return_connecting_points : also give the row of the fit that each point hangs on.

    Returns
    -------
    labels (q, -1 = noise), probabilities (q, in [0, 1]) and, when asked for, rows (q).
    A row of the fit gets its own label and probability. Points with NaN or inf are noise.

    Raises ValueError without prediction data or for points of another dimension.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> model = asterism.HDBSCAN(prediction_data=True).fit(X)
    >>> labels, probabilities = approximate_predict(model, [[104.5], [5000.0]])
    >>> bool(labels[0] == model.labels_[14]), int(labels[1])
    (True, -1)
    """
    model = _data_of(clusterer)._model
    points = np.asarray(points_to_predict)
    if model.cut.cluster_count == 0:
        _queries(model, points)
        warnings.warn(
            "Clusterer does not have any defined clusters, new data will be automatically predicted as noise.",
            stacklevel=2,
        )
    labels, probabilities, _, neighbors = predict(model, points)
    return (labels, probabilities, neighbors) if return_connecting_points else (labels, probabilities)


def approximate_predict_scores(clusterer: HDBSCAN, points_to_predict: Any) -> Doubles:
    """Outlier scores (GLOSH) of new points: q numbers in [0, 1], those of the rows of a fit being `outlier_scores_`.

    Arguments and errors as of `approximate_predict`.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> model = asterism.HDBSCAN(prediction_data=True).fit(X)
    >>> bool(np.array_equal(approximate_predict_scores(model, X), model.outlier_scores_))
    True
    """
    model = _data_of(clusterer)._model
    points = np.asarray(points_to_predict)
    if len(model.cut.selected_clusters()) == 0 and len(clusterer.prediction_data_.cluster_tree) == 0:
        _queries(model, points)
        warnings.warn(
            "Clusterer does not have any defined clusters, new data will be automatically predicted as outliers.",
            stacklevel=2,
        )
        return np.ones(len(points))
    return predict(model, points)[2]


def memberships(model: _model.Model, points: Any, top: int = 0) -> tuple[Doubles, npt.NDArray[np.int32] | None]:
    """Of new points: (values, q x K; of a top form also the labels they belong to)."""
    found, places = _queries(model, points)
    width = min(top, model.cut.cluster_count) if top else model.cut.cluster_count
    if len(found) == 0:
        return np.zeros((len(points), width)), np.full((len(points), width), -1, np.int32) if top else None
    if model.engine_metric is not None:
        queries = _model.as_vectors(found)
        values, labels = _engine.memberships(model.cut, model.engine_options, model.rows, queries, top)
    else:
        distances = query_distances(model, found)
        values, labels = _engine.memberships_by_distances(model.cut, model.engine_options, distances, top)
    spread = _spread(values, places, len(points), 0.0)
    return spread, _spread(labels, places, len(points), -1) if top else None


def all_memberships(model: _model.Model, top: int = 0) -> tuple[Doubles, npt.NDArray[np.int32] | None]:
    """The same of the rows of the fit; rows that could not be used belong to nothing."""
    values, labels = _engine.all_memberships(model.cut, model.rows, top)
    return model.everywhere(values, 0.0), model.everywhere(labels, -1) if top else None


def membership_vector(clusterer: HDBSCAN, points_to_predict: Any, top: int | None = None) -> Any:
    """How much each new point belongs to every cluster.

    Returns q x K numbers in [0, 1]; those of a point add up to at most 1, the rest is noise. With `top=k` a pair: the k
    largest numbers of each point, and the labels they belong to, both q x k, so that memory does not grow with K.
    Arguments and errors as of `approximate_predict`.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> model = asterism.HDBSCAN(prediction_data=True).fit(X)
    >>> membership_vector(model, np.array([[104.5]])).shape
    (1, 3)
    """
    values, labels = memberships(_data_of(clusterer)._model, points_to_predict, top or 0)
    return (values, labels) if top else values


def all_points_membership_vectors(clusterer: HDBSCAN, top: int | None = None) -> Any:
    """How much each row of the fit belongs to every cluster: n x K, as `membership_vector`, by hdbscan's other formula.

    Without clusters n zeros (one dimension, as in hdbscan).

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> model = asterism.HDBSCAN(prediction_data=True).fit(X)
    >>> bool((all_points_membership_vectors(model).argmax(axis=1) == model.labels_).all())
    True
    """
    model = _data_of(clusterer)._model
    if model.cut.cluster_count == 0:
        return np.zeros(model.total)
    values, labels = all_memberships(model, top or 0)
    return (values, labels) if top else values
