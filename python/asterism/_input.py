"""What a user gives, made into what can be clustered: which rows can be used, with which weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import issparse

Places = npt.NDArray[np.intp]


def all_finite(X: Any) -> bool:
    """Without a mask of all values where one sum says it."""
    values = X.data if issparse(X) else X
    if values.dtype.kind not in "fc":
        return True
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(np.sum(values, dtype=np.float64)):
            return True
    return bool(np.isfinite(values).all())


def bad_rows(X: Any, test: Any) -> npt.NDArray[np.bool_]:
    """Rows with a value of which `test` (np.isnan, np.isinf) holds."""
    result = np.zeros(X.shape[0], dtype=bool)
    if X.dtype.kind not in "fc":
        return result
    if issparse(X):
        entries = X.tocoo()
        result[entries.row[test(entries.data)]] = True
        return result
    return np.asarray(test(X).any(axis=1))


def usable_rows(X: Any, metric: object) -> Places | None:
    """Places of the rows that have distances; None for all. A row of zeros has no direction, so no cosine."""
    bad = np.zeros(X.shape[0], dtype=bool)
    if not all_finite(X):
        bad |= bad_rows(X, np.isnan) | bad_rows(X, np.isinf)
    if metric == "cosine":
        norms = abs(X).sum(axis=1) if issparse(X) else X.any(axis=1)
        bad |= np.asarray(norms).ravel() == 0
    return np.flatnonzero(~bad) if bad.any() else None


def as_weights(sample_weight: Any, n: int) -> npt.NDArray[np.uint32] | None:
    """Whole numbers, at least 0; None for 1 each. ValueError for others."""
    if sample_weight is None:
        return None
    weights = np.asarray(sample_weight, dtype=np.float64)
    if weights.ndim != 1 or len(weights) != n:
        raise ValueError(f"sample_weight must be 1D with one weight a row: {n} rows, weights of shape {weights.shape}")
    if not np.isfinite(weights).all() or (weights < 0).any() or (weights != np.floor(weights)).any():
        raise ValueError("sample_weight must be whole numbers of at least 0: a weight w stands for w copies of its row")
    if (weights == 1).all():
        return None
    return weights.astype(np.uint32)


def without_weightless(kept: Places | None, weights: npt.NDArray[np.uint32] | None, n: int) -> Places | None:
    """The rows to use, less those of weight 0."""
    if weights is None or weights.all():
        return kept
    places = np.arange(n) if kept is None else kept
    return places[weights[places] > 0]


def taken(values: Any, kept: Places | None) -> Any:
    """The rows at `kept`; the array itself when that is all."""
    return values if kept is None or values is None else values[kept]
