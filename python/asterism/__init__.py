"""Exact HDBSCAN and topics for the embeddings people already have.

    import asterism
    labels = asterism.HDBSCAN(min_cluster_size=10, metric="cosine").fit_predict(vectors)
    topics = asterism.Topics().fit(vectors)

`asterism.HDBSCAN` has the conventions of the hdbscan package, `asterism.sklearn.HDBSCAN` those of scikit-learn;
`asterism.hdbscan_compat` holds the functions of hdbscan that are not here.
"""

from asterism import flat, hdbscan_compat, sklearn, trees
from asterism._engine import Error
from asterism._hdbscan import HDBSCAN
from asterism._one_call import hdbscan
from asterism._topics import Topics
from asterism.prediction import (
    all_points_membership_vectors,
    approximate_predict,
    approximate_predict_scores,
    membership_vector,
)
from asterism.validity import validity_index

__version__ = "0.1.0"
__all__ = [
    "HDBSCAN",
    "Error",
    "Topics",
    "all_points_membership_vectors",
    "approximate_predict",
    "approximate_predict_scores",
    "flat",
    "hdbscan",
    "hdbscan_compat",
    "membership_vector",
    "sklearn",
    "trees",
    "validity_index",
]
