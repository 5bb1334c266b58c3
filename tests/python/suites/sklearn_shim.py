"""asterism.sklearn.HDBSCAN for scikit-learn's own tests, which know labels by their numbers: those of its order of merges."""

import asterism.sklearn


class HDBSCAN(asterism.sklearn.HDBSCAN):
    def __init__(self, *args, ties="hdbscan", **kwargs):
        super().__init__(*args, ties=ties, **kwargs)

    @classmethod
    def _get_param_names(cls):
        return asterism.sklearn.HDBSCAN._get_param_names()
