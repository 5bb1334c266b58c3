"""HDBSCAN as one function, with the arguments and results of hdbscan 0.8.40."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from asterism import _distances
from asterism._hdbscan import HDBSCAN

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


def hdbscan(
    X: Any, min_cluster_size: int = 5, min_samples: int | None = None, alpha: float = 1.0,
    cluster_selection_epsilon: float = 0.0, max_cluster_size: int = 0, metric: _distances.Metric = "minkowski",
    p: float | None = 2, **parameters: Any,
) -> tuple[Labels, Doubles, Doubles, npt.NDArray[Any], Doubles, Doubles | None]:
    """HDBSCAN in one call: (labels, probabilities, persistence, condensed tree, single linkage tree, spanning tree).

    Arguments and errors as of `HDBSCAN`; the spanning tree is None unless gen_min_span_tree is set.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> asterism.hdbscan(X)[0].max()
    np.int64(2)
    """
    if metric == "minkowski" and p is None:
        raise TypeError("Minkowski metric given but no p value supplied!")
    model = HDBSCAN(
        min_cluster_size, min_samples, cluster_selection_epsilon, max_cluster_size, metric, alpha, p, **parameters
    ).fit(X)
    tree = model._model.spanning_tree() if model.gen_min_span_tree else None
    return (
        model.labels_, model.probabilities_, model.cluster_persistence_, model._model.condensed_tree(),
        model._model.linkage(), tree,
    )
