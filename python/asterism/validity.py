"""How well labels fit the densities of the rows: DBCV.

Source: Moulavi, Jaskowiak, Campello, Zimek, Sander, "Density-Based Clustering Validation", SDM 2014.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from asterism import _distances, _engine, _model

Doubles = npt.NDArray[np.float64]


def validity_index(
    X: Any, labels: Any, metric: _distances.Metric = "euclidean", d: float | None = None,
    per_cluster_scores: bool = False, mst_raw_dist: bool = False, verbose: bool = False, **metric_params: Any,
) -> Any:
    """The density based validity of labels, in [-1, 1]; larger is better.

    Parameters
    ----------
    X : n x d rows, or n x n distances for metric="precomputed".
    labels : n; -1 = noise.
    metric, and further keywords : as of `HDBSCAN`; euclidean and cosine need no matrix.
    d : the dimension in the density; None: that of X. Needed for precomputed distances.
    per_cluster_scores : also give the validity of each label.
    mst_raw_dist : trees by distance alone.
    verbose : not looked at.

    Equal to hdbscan 0.8.40's where that is finite: powers are summed as logarithms, so nothing overflows at high d.
    Raises ValueError for labels of another length or without a cluster, and for a d that is missing.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> bool(validity_index(X, asterism.HDBSCAN().fit(X).labels_) > 0.9)
    True
    """
    given = np.ascontiguousarray(labels, dtype=np.int32)
    if len(given) == 0 or given.max() < 0:
        raise ValueError("There is no cluster in the labels, so nothing to be valid")
    if metric == "precomputed":
        if d is None:
            raise ValueError("If metric is precomputed a d value must be provided!")
        rows = _engine.Rows.of_distances(_distances.precomputed(X))
    else:
        data = np.asarray(X)
        engine_metric = _distances.engine_metric(metric, metric_params)
        if engine_metric is not None:
            rows = _engine.Rows(_model.as_vectors(data), engine_metric)
        else:
            rows = _engine.Rows.of_distances(_distances.all_distances(data, metric, metric_params))
            d = data.shape[1] if d is None else d
    index, per_cluster = rows.validity(given, d, mst_raw_dist)
    return (index, per_cluster) if per_cluster_scores else index
