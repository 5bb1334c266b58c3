"""A fit, whoever asked for it: rows, their hierarchy, one cut of it. What estimators and functions stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from asterism import _distances, _engine

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]

CONDENSED = np.dtype([("parent", np.intp), ("child", np.intp), ("lambda_val", np.float64), ("child_size", np.intp)])


def as_vectors(X: Any) -> npt.NDArray[np.float32]:
    """float32, C-contiguous: the array itself when it is, else a copy."""
    with np.errstate(over="ignore"):
        return np.ascontiguousarray(X, dtype=np.float32)


@dataclass
class Model:
    """One fit of the rows that could be used: n of `total`, at the places `kept`."""

    hierarchy: _engine.Hierarchy
    options: dict[str, Any]  #: of _engine.Options
    metric: _distances.Metric
    params: Mapping[str, Any]
    data: Any = None  #: the rows that were used: float32 for metrics of the engine; None for precomputed distances
    total: int = 0
    kept: npt.NDArray[np.intp] | None = None  #: None: all
    _rows: _engine.Rows | None = field(default=None, repr=False)
    _cut: _engine.Clustering | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_rows": None, "_cut": None}

    @property
    def engine_metric(self) -> str | None:
        return _distances.engine_metric(self.metric, self.params)

    @property
    def engine_options(self) -> _engine.Options:
        return _engine.Options(**self.options)

    @property
    def cut(self) -> _engine.Clustering:
        """Made again where it was left behind: the same hierarchy and options give the same bytes."""
        if self._cut is None:
            self._cut = self.hierarchy.cut(self.engine_options)
        return self._cut

    @property
    def rows(self) -> _engine.Rows:
        if self._rows is None:
            if self.data is None:
                raise ValueError("there are no vectors: the model was fitted to precomputed distances")
            if self.engine_metric is not None:
                self._rows = _engine.Rows(self.data, self.engine_metric, self.options["threads"])
            else:
                distances = _distances.all_distances(self.data, self.metric, self.params)
                self._rows = _engine.Rows.of_distances(distances, self.options["threads"])
        return self._rows

    def recut(self, **changes: Any) -> Model:
        """Another cut of the same hierarchy."""
        return replace(self, options={**self.options, **changes}, _cut=None)

    def everywhere(self, values: npt.NDArray[Any], missing: Any) -> npt.NDArray[Any]:
        """Values of the rows that were used, at their places among all."""
        if self.kept is None:
            return values
        result = np.full((self.total, *values.shape[1:]), missing, dtype=values.dtype)
        result[self.kept] = values
        return result

    def labels(self, noise: int = -1) -> Labels:
        return self.everywhere(self.cut.labels().astype(np.intp), noise)

    def places(self, rows: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
        """Places among all of rows that were used."""
        found = rows.astype(np.intp)
        return found if self.kept is None else self.kept[found]

    def missing(self) -> npt.NDArray[np.intp]:
        """Places of the rows that could not be used."""
        return np.empty(0, np.intp) if self.kept is None else np.setdiff1d(np.arange(self.total), self.kept)

    def _number(self, nodes: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
        """Nodes of a tree over the used rows, in a tree over all."""
        n = len(self.hierarchy)
        numbers = nodes.astype(np.intp)
        points = numbers < n
        numbers[points] = self.places(numbers[points])
        numbers[~points] += self.total - n
        return numbers

    def condensed_tree(self) -> npt.NDArray[Any]:
        """hdbscan's table; rows that could not be used leave the root at lambda 0."""
        parent, child, lambdas, size = self.cut.condensed_tree()
        lost = self.missing()
        table = np.empty(len(lost) + len(parent), dtype=CONDENSED)
        table["parent"][: len(lost)] = self.total
        table["child"][: len(lost)] = lost
        table["lambda_val"][: len(lost)] = 0.0
        table["child_size"][: len(lost)] = 1
        used = table[len(lost) :]
        used["parent"], used["child"] = self._number(parent), self._number(child)
        used["lambda_val"] = np.where(lambdas <= 1 / _distances.FAR, 0.0, lambdas)
        used["child_size"] = size
        return table

    def linkage(self) -> Doubles:
        """scipy's table; rows that could not be used join last, at an infinite distance."""
        table = self.hierarchy.linkage()
        table[table[:, 2] >= _distances.FAR, 2] = np.inf
        lost = self.missing()
        table[:, :2] = self._number(table[:, :2])
        last = self.total + len(table) - 1
        size = table[-1, 3] if len(table) else 1.0
        first = last if len(table) else float(self.places(np.zeros(1, np.intp))[0])
        added = [(row, first if at == 0 else last + at, np.inf, size + at + 1) for at, row in enumerate(lost)]
        return np.vstack([table, np.array(added)]) if added else table

    def spanning_tree(self) -> Doubles:
        """Columns from, to, weight; of the rows that were used."""
        a, b, weight = self.hierarchy.edges()
        return np.column_stack([self.places(a), self.places(b), np.where(weight >= _distances.FAR, np.inf, weight)])

    def medoids(self) -> npt.NDArray[np.intp]:
        """Per label the place of the row with the least sum of probability x distance over the cluster's rows."""
        cut = self.cut
        return self.places(_engine.weighted_medoids(self.rows, cut.labels(), cut.probabilities()))

    def selected(self) -> npt.NDArray[np.intp]:
        """Per label the number of its cluster in the condensed tree."""
        return self._number(self.cut.selected_clusters())


def fit_vectors(
    data: Any,
    metric: _distances.Metric,
    params: Mapping[str, Any],
    options: dict[str, Any],
    weights: npt.NDArray[np.uint32] | None = None,
    progress: _engine.Progress = None,
) -> Model:
    """Clusters rows by any metric; `data`: rows that can be used, dense (sparse for metrics that take it)."""
    engine_metric = _distances.engine_metric(metric, params)
    if engine_metric is not None:
        data = as_vectors(data)
        rows = _engine.Rows(data, engine_metric, options["threads"], progress)
    else:
        distances = _distances.all_distances(data, metric, params)
        rows = _engine.Rows.of_distances(distances, options["threads"], progress)
    hierarchy = _engine.build_hierarchy(rows, _engine.Options(**options), progress, weights)
    kept_rows = rows if engine_metric is not None else None
    return Model(hierarchy, options, metric, params, data, data.shape[0], None, kept_rows)


def fit_distances(
    distances: Doubles,
    options: dict[str, Any],
    weights: npt.NDArray[np.uint32] | None = None,
    progress: _engine.Progress = None,
) -> Model:
    """Clusters by a matrix of distances, as `_distances.precomputed` makes it."""
    rows = _engine.Rows.of_distances(distances, options["threads"], progress)
    hierarchy = _engine.build_hierarchy(rows, _engine.Options(**options), progress, weights)
    _distances.warn_of_missing(hierarchy.edges()[2])
    return Model(hierarchy, options, "precomputed", {}, None, len(distances))


def fit_sparse_distances(distances: Any, k: int, options: dict[str, Any], max_distance: float = 0.0) -> Model:
    """Clusters by the distances that a sparse matrix has; see `_distances.sparse_state`."""
    state = _distances.sparse_state(distances, k, options["alpha"], options["ties"] == "canonical", max_distance)
    return Model(_engine.Hierarchy.of_state(state), options, "precomputed", {}, None, distances.shape[0])
