"""Figures about given keywords: a list of clusters, each a list of keywords, best first. NumPy only; stop words and stemmer are given.

A keyword's words are its runs of two letters, digits or underscores and more, lower-cased.
"""
import re

import numpy as np

WORD = re.compile(r"\w\w+")


def words(keyword):
    return WORD.findall(keyword.lower())


def diversity(clusters):
    """Share of distinct words among all words of all keywords of all clusters."""
    shown = [word for cluster in clusters for keyword in cluster for word in words(keyword)]
    return len(set(shown)) / len(shown) if shown else 0.0


def stop_words(clusters, stops, content=frozenset()):
    """(keywords that begin or end with a stop word or are one, stop words within the other keywords). Those of `content` are none where
    they are part of a phrase."""
    at_the_edge = within = 0
    for keyword in (words(keyword) for cluster in clusters for keyword in cluster):
        counted = stops - content if len(keyword) > 1 else stops
        if keyword and (keyword[0] in counted or keyword[-1] in counted):
            at_the_edge += 1
        else:
            within += sum(word in counted for word in keyword)
    return at_the_edge, within


def listed_words(path):
    """The first word of every line of a list with comments."""
    return frozenset(line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


def near_duplicates(clusters, stem):
    """(keywords with the same stems in the same order as a better one of their cluster, keywords of which it is not so, but that
    share their stem with a better one where at least one of the two is a single word: the word stands in the phrase)."""
    same = contained = 0
    for cluster in clusters:
        better = []
        for keyword in cluster:
            stems = tuple(stem(word) for word in words(keyword))
            if stems in better:
                same += 1
            elif any((len(stems) == 1 and stems[0] in other) or (len(other) == 1 and other[0] in stems) for other in better):
                contained += 1
            better.append(stems)
    return same, contained


def scorable(clusters, known):
    """The distinct words of each cluster that `known` holds, in the order shown."""
    return [list(dict.fromkeys(word for keyword in cluster for word in words(keyword) if word in known)) for cluster in clusters]


def mean_coherence(of_clusters):
    """A cluster with fewer than two scorable words says nothing: it counts as 0. Not a number means there is none."""
    return float(np.mean(np.nan_to_num(of_clusters, nan=0.0))) if len(of_clusters) else 0.0
