"""asterism under the name of hdbscan, for hdbscan's own tests.

Rows have no ties in these tests' expectations but those of hdbscan's order, so that is the default here.
"""

from asterism.hdbscan_compat import *  # noqa: F403
from asterism.hdbscan_compat import HDBSCAN as _HDBSCAN
from asterism.hdbscan_compat import hdbscan as _hdbscan_function


class HDBSCAN(_HDBSCAN):
    """With ties as hdbscan breaks them."""

    def __init__(self, *args, ties="hdbscan", **kwargs):
        super().__init__(*args, ties=ties, **kwargs)

    @classmethod
    def _get_param_names(cls):
        return _HDBSCAN._get_param_names()


def hdbscan(*args, ties="hdbscan", **kwargs):
    return _hdbscan_function(*args, ties=ties, **kwargs)
