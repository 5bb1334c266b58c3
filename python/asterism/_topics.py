"""Topics: communities of the exact graph of nearest neighbours, each row with the certainty of its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from asterism import _engine, _input, _model
from asterism._progress import teller

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


class Topics(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """A topic for nearly every row, and stories and themes around the topics.

    Parameters
    ----------
    resolution : in [0.001, 1000]; larger makes more and smaller topics. None: chosen by the certainties of the rows.
    about : so many topics, within a tenth; the nearest that was found where that is not to be had.
    certainty : in [0, 1], the floor; rows below it are noise, 0 leaves no row out.
    min_cluster_size : int >= 2 (5, as of HDBSCAN; the command line has 10); topics with fewer rows above the floor are noise.
    metric : "cosine" or "euclidean".
    layers : also find stories and themes.
    n_jobs : threads; None = all cores. Never another result.
    progress : True shows tqdm's bars; a function is called as f(stage, done, total).

    Rows with NaN or inf (and rows of zeros under "cosine") are noise, and change nothing else.

    Attributes
    ----------
    labels_ : n, int; -1 = noise. Numbered by smallest row, by bytes; they do not depend on the order of the rows.
    probabilities_ : n, the certainty, in [0, 1]: the share of 4-step walks from the row that end in its topic; 0 for noise.
    outlier_scores_ : n, 1 - certainty, of noise too.
    start_labels_ : n, the topic before the floor.
    cluster_persistence_ : per label the share of its weight that stays inside.
    stories_ : n, a finer label, -1 = in none; story_parents_ : per story its topic; themes_ : per topic its theme.
    resolution_, quality_ : as used; the modularity of start_labels_.

    Raises ValueError for parameters out of range, and for input that cannot be used.
    Sources: Traag, Waltman, van Eck, Scientific Reports 9:5233, 2019; Lancichinetti, Fortunato, ibid. 2:336, 2012.

    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> centers = rng.normal(size=(4, 16))
    >>> X = (np.repeat(centers, 40, axis=0) + rng.normal(scale=0.2, size=(160, 16))).astype(np.float32)
    >>> topics = Topics().fit(X)
    >>> len(set(topics.labels_.tolist()))
    4
    >>> bool((topics.predict(X) == topics.labels_).all())
    True
    """

    _rows: _engine.Rows | None  #: None: to be prepared again
    _data: npt.NDArray[np.float32]
    _places: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Doubles]  #: of the rows that were used

    def __init__(
        self,
        resolution: float | None = None,
        about: int | None = None,
        certainty: float = 0.5,
        min_cluster_size: int = 5,
        metric: str = "cosine",
        layers: bool = True,
        n_jobs: int | None = None,
        progress: bool | Callable[[str, int, int], object] = False,
    ) -> None:
        self.resolution = resolution
        self.about = about
        self.certainty = certainty
        self.min_cluster_size = min_cluster_size
        self.metric = metric
        self.layers = layers
        self.n_jobs = n_jobs
        self.progress = progress

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def __getstate__(self) -> dict[str, Any]:
        state: dict[str, Any] = dict(super().__getstate__())
        if "_rows" in state:
            state["_rows"] = None
        return state

    def _threads(self) -> int:
        return 0 if self.n_jobs is None or self.n_jobs < 1 else int(self.n_jobs)

    def _used_rows(self) -> _engine.Rows:
        """Prepared anew after they were left behind."""
        if self._rows is None:
            self._rows = _engine.Rows(self._data, self.metric, self._threads())
        return self._rows

    def fit(self, X: Any, y: Any = None) -> Self:
        """Finds the topics of the rows of X: n x d, array-like; float32 and C-contiguous is used as it is."""
        X = validate_data(self, X, ensure_all_finite=False, ensure_min_samples=2)
        kept = _input.usable_rows(X, self.metric)
        self._data = _model.as_vectors(_input.taken(X, kept))
        self._rows = None
        found = _engine.find_topics(
            self._used_rows(), resolution=self.resolution, about=self.about, certainty=float(self.certainty),
            min_cluster_size=int(self.min_cluster_size), layers=self.layers, progress=teller(self.progress),
        )
        self._take(found, kept, X.shape[0])
        return self

    def _take(self, found: _engine.Topics, kept: npt.NDArray[np.intp] | None, n: int) -> None:
        def everywhere(values: npt.NDArray[Any], missing: Any) -> npt.NDArray[Any]:
            if kept is None:
                return values
            result = np.full(n, missing, dtype=values.dtype)
            result[kept] = values
            return result

        self._places = (found.labels(), found.start_labels(), 1.0 - found.outlier_scores())
        self.labels_: Labels = everywhere(found.labels().astype(np.intp), -1)
        self.probabilities_: Doubles = everywhere(found.probabilities(), 0.0)
        self.outlier_scores_: Doubles = everywhere(found.outlier_scores(), 1.0)
        self.start_labels_: Labels = everywhere(found.start_labels().astype(np.intp), -1)
        self.cluster_persistence_: Doubles = found.persistence()
        self.resolution_, self.quality_ = found.resolution, found.quality
        if self.layers:
            layers = found.layers()
            self.stories_: Labels = everywhere(layers["stories"].astype(np.intp), -1)
            self.story_parents_: Labels = layers["story_parents"].astype(np.intp)
            self.themes_: Labels = layers["themes"].astype(np.intp)

    def fit_predict(self, X: Any, y: Any = None) -> Labels:
        """`fit`, and its labels."""
        return self.fit(X).labels_

    def place(self, X: Any) -> tuple[Labels, Doubles]:
        """(labels, certainties) of new rows, each placed for itself by its 15 nearest neighbours among the rows of the fit.

        A copy of a row of the fit takes its place. Rows that cannot be used are (-1, 0).
        """
        check_is_fitted(self)
        X = validate_data(self, X, ensure_all_finite=False, reset=False)
        usable = _input.usable_rows(X, self.metric)
        queries = _model.as_vectors(_input.taken(X, usable))
        labels, claims = np.full(len(X), -1, dtype=np.intp), np.zeros(len(X))
        if len(queries):
            rows = slice(None) if usable is None else usable
            found = _engine.place(self._used_rows(), *self._places, queries, float(self.certainty))
            labels[rows], claims[rows] = found[0], found[2]
        return labels, claims

    def predict(self, X: Any) -> Labels:
        """The labels of `place`."""
        return self.place(X)[0]
