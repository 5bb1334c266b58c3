"""hdbscan 0.8.40 itself on a matrix of our own distances, its edge sort made stable.

The package sorts edges with numpy's default sort, which is not stable and differs between numpy versions and CPUs; with
`kind="stable"` its result is defined. Needs the packages of requirements-golden.txt.
"""
import warnings
from importlib.metadata import version

import hdbscan
import hdbscan.hdbscan_ as module
import numpy


class StableNumpy:
    """numpy as the package sees it, except that argsort is stable."""

    def __getattr__(self, name):
        return getattr(numpy, name)

    @staticmethod
    def argsort(values):
        return numpy.argsort(values, kind="stable")


assert version("hdbscan") == "0.8.40", "install the packages of tests/oracle/requirements-golden.txt"
module.np = StableNumpy()


def fit(distances, options):
    """The fitted package. `options` is a selection.Options."""
    model = hdbscan.HDBSCAN(
        min_cluster_size=options.min_cluster_size, min_samples=options.min_samples, alpha=options.alpha,
        cluster_selection_method=options.method, cluster_selection_epsilon=options.cluster_selection_epsilon,
        max_cluster_size=options.max_cluster_size, allow_single_cluster=options.allow_single_cluster,
        metric="precomputed")
    with warnings.catch_warnings(), numpy.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return model.fit(distances)


def condensed_rows(model):
    """(parent, child, lambda, size) as plain numbers, in the package's order."""
    return [(int(p), int(c), float(lam), int(size)) for p, c, lam, size in model._condensed_tree]
