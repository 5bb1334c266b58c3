"""BERTopic with the estimators of asterism in place of hdbscan's: fit, transform, reduce_outliers, save and load.

    python bertopic_test.py VECTORS.npy TEXTS.jsonl

Half with UMAP, half without; nothing in here knows which estimator it has.
"""

import json
import sys
import tempfile

import numpy as np
from bertopic import BERTopic
from bertopic.dimensionality import BaseDimensionalityReduction
from sklearn.feature_extraction.text import CountVectorizer
from umap import UMAP

import asterism

ROWS, NEW = 2000, 200


def texts_of(path, rows):
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(rows))]
    return [str(record.get("text") or record.get("content") or record.get("title") or "none") for record in records]


def try_out(name, model, texts, vectors, reducer):
    old, new = slice(0, -NEW), slice(-NEW, None)
    topics = BERTopic(
        hdbscan_model=model, umap_model=reducer, embedding_model=None, vectorizer_model=CountVectorizer(stop_words="english")
    )
    found, _ = topics.fit_transform(texts[old], vectors[old])
    placed, _ = topics.transform(texts[new], vectors[new])
    reduced = topics.reduce_outliers(texts[old], found, strategy="embeddings", embeddings=vectors[old])
    assert len(set(found)) > 2 and len(placed) == NEW and set(placed) <= set(found) | {-1}
    assert np.sum(np.array(reduced) == -1) <= np.sum(np.array(found) == -1)
    with tempfile.NamedTemporaryFile() as file:
        topics.save(file.name, serialization="pickle", save_embedding_model=False)
        again, _ = BERTopic.load(file.name).transform(texts[new], vectors[new])
    assert list(again) == list(placed)
    share = np.mean(np.array(found) == -1)
    print(f"{name}: {len(set(found) - {-1})} topics, {share:.0%} noise, {np.mean(np.array(placed) >= 0):.0%} of new rows placed")


def main():
    vectors = np.load(sys.argv[1])[:ROWS].astype(np.float32)
    texts = texts_of(sys.argv[2], ROWS)
    reducers = {"no UMAP": BaseDimensionalityReduction, "UMAP": lambda: UMAP(n_components=5, metric="cosine", random_state=1)}
    for reducer, make in reducers.items():
        metric = "euclidean" if reducer == "UMAP" else "cosine"
        density = asterism.HDBSCAN(min_cluster_size=10, min_samples=3, metric=metric, prediction_data=True)
        try_out(f"HDBSCAN, {reducer}", density, texts, vectors, make())
        try_out(f"Topics, {reducer}", asterism.Topics(min_cluster_size=10, metric=metric), texts, vectors, make())


if __name__ == "__main__":
    main()
