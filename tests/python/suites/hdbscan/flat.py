"""asterism.flat under its name in hdbscan."""

from asterism.flat import *  # noqa: F403
from asterism.flat import HDBSCAN_flat as _flat
from hdbscan import HDBSCAN


def HDBSCAN_flat(X, *args, clusterer=None, **kwargs):
    kwargs.setdefault("ties", "hdbscan") if clusterer is None else None
    return _flat(X, *args, clusterer=clusterer, **kwargs)
