"""asterism under the name of fast_hdbscan, for those of its tests that look at results alone."""

import asterism


class HDBSCAN(asterism.HDBSCAN):
    """No limit on sizes is infinity there; a sole row is no error, but noise."""

    def __init__(self, *args, max_cluster_size=float("inf"), **kwargs):
        limit = 0 if max_cluster_size == float("inf") else max_cluster_size
        super().__init__(*args, max_cluster_size=limit, **kwargs)

    @classmethod
    def _get_param_names(cls):
        return asterism.HDBSCAN._get_param_names()


def fast_hdbscan(data, *, return_trees=False, **parameters):
    model = HDBSCAN(**parameters).fit(data)
    trees = (model._model.linkage(), model._model.condensed_tree(), model._model.spanning_tree())
    return (model.labels_, model.probabilities_, *(trees if return_trees else ()))
