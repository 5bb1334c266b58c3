"""The functions of the hdbscan package, in one place and under its names.

    from asterism import hdbscan_compat as hdbscan

Not here: `BranchDetector` and what belongs to it.

>>> from asterism import hdbscan_compat
>>> hdbscan_compat.HDBSCAN().min_cluster_size
5
"""

from asterism._hdbscan import HDBSCAN
from asterism._one_call import hdbscan
from asterism.flat import (
    HDBSCAN_flat,
    all_points_membership_vectors_flat,
    approximate_predict_flat,
    membership_vector_flat,
)
from asterism.prediction import (
    PredictionData,
    all_points_membership_vectors,
    approximate_predict,
    approximate_predict_scores,
    membership_vector,
)
from asterism.robust_single_linkage import RobustSingleLinkage, robust_single_linkage
from asterism.trees import CondensedTree, MinimumSpanningTree, SingleLinkageTree
from asterism.validity import validity_index

__all__ = [
    "HDBSCAN",
    "CondensedTree",
    "HDBSCAN_flat",
    "MinimumSpanningTree",
    "PredictionData",
    "RobustSingleLinkage",
    "SingleLinkageTree",
    "all_points_membership_vectors",
    "all_points_membership_vectors_flat",
    "approximate_predict",
    "approximate_predict_flat",
    "approximate_predict_scores",
    "hdbscan",
    "membership_vector",
    "membership_vector_flat",
    "robust_single_linkage",
    "validity_index",
]
