"""BERTopic's keywords for given clusters: c-TF-IDF, KeyBERTInspired and MaximalMarginalRelevance, each with its defaults.

Topics are given as `y` and nothing is reduced, as BERTopic's documentation describes for clusters that exist. It drops English stop
words in the CountVectorizer, as the documentation advises; one variant does not.
"""
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.cluster import BaseCluster
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.representation import KeyBERTInspired, MaximalMarginalRelevance
from sklearn.feature_extraction.text import CountVectorizer


class Backend(BaseEmbedder):
    def __init__(self, model):
        super().__init__(embedding_model=model)

    def embed(self, documents, verbose=False):
        return self.embedding_model.embed(list(documents))


class KeyBERTOwnDocuments(KeyBERTInspired):
    """BERTopic 0.17.4 looks up given vectors by position among the representative documents instead of by document, so it takes the
    vectors of the first articles of the file. Without them it embeds the texts of the right documents."""

    def extract_topics(self, topic_model, documents, c_tf_idf, topics, embeddings=None):
        return super().extract_topics(topic_model, documents, c_tf_idf, topics, None)


def without_stop_words():
    return CountVectorizer(stop_words="english")


METHODS = {
    "BERTopic c-TF-IDF": (without_stop_words, lambda: None),
    "BERTopic c-TF-IDF, stop words kept": (CountVectorizer, lambda: None),
    "BERTopic KeyBERTInspired": (without_stop_words, KeyBERTInspired),
    "BERTopic KeyBERTInspired, right vectors": (without_stop_words, KeyBERTOwnDocuments),
    "BERTopic MMR": (without_stop_words, MaximalMarginalRelevance),
}


def keywords(method, model, texts, vectors, labels):
    """One list a cluster, best first; BERTopic numbers topics by size, so a cluster's topic is that of its first article."""
    vectorizer, representation = METHODS[method]
    fitted = BERTopic(embedding_model=Backend(model), umap_model=BaseDimensionalityReduction(), hdbscan_model=BaseCluster(),
                      vectorizer_model=vectorizer(), representation_model=representation())
    fitted.fit(texts, embeddings=vectors, y=labels)
    topic_of = {}
    for label, topic in zip(labels.tolist(), fitted.topics_):
        topic_of.setdefault(label, topic)
    return [[word for word, _ in fitted.get_topic(topic_of[label]) if word] for label in range(labels.max() + 1)]
