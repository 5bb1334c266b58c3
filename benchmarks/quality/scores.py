"""How labels agree with gold labels, and what is done to labels before: cut, or all rows assigned. -1 is noise, or no gold label."""
import math

import numpy as np

NEIGHBORS = 15
LEAST_ROWS = 200  # of a tenth of certainty that counts
BLOCK = 1024


def singletons(labels):
    """Every noise row a cluster of its own."""
    alone = labels.copy()
    noise = np.flatnonzero(alone < 0)
    alone[noise] = labels.max(initial=-1) + 1 + np.arange(len(noise))
    return alone


def coverage(gold, labels):
    return float((labels[gold >= 0] >= 0).mean())


def entropy(sizes):
    shares = sizes / sizes.sum()
    return float(-(shares * np.log(shares)).sum())


def expected_mutual_information(first, second):
    """Mean over all ways to deal the rows out to groups of these sizes; exact. Groups of one size give equal terms: noise rows alone cost nothing."""
    n = int(first.sum())
    log_factorial = np.array([math.lgamma(k + 1) for k in range(n + 1)])
    sizes, times = np.unique(second, return_counts=True)
    total = 0.0
    for a, times_a in zip(*np.unique(first, return_counts=True)):
        least, most = np.maximum(1, a + sizes - n), np.minimum(a, sizes)
        number = most - least + 1
        b, times_b = np.repeat(sizes, number), np.repeat(times, number)
        both = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number) + np.repeat(least, number)
        log_probability = (log_factorial[a] + log_factorial[b] + log_factorial[n - a] + log_factorial[n - b] - log_factorial[n] - log_factorial[both]
                           - log_factorial[a - both] - log_factorial[b - both] - log_factorial[n - a - b + both])
        total += float(times_a * (times_b * (both / n) * np.log(n * both / (a * b)) * np.exp(log_probability)).sum())
    return total


def contingency(gold, labels):
    """Sizes of the classes, of the clusters, and of their common parts with class and cluster of each."""
    classes, gold = np.unique(gold, return_inverse=True)
    clusters, labels = np.unique(labels, return_inverse=True)
    pairs, common = np.unique(gold * len(clusters) + labels, return_counts=True)
    return np.bincount(gold), np.bincount(labels), common, pairs // len(clusters), pairs % len(clusters)


def ami(gold, labels):
    """Adjusted mutual information: Vinh, Epps, Bailey, JMLR 11, 2010, normalised by the mean of both entropies."""
    first, second, common, of_class, of_cluster = contingency(gold, labels)
    n = int(first.sum())
    if len(first) == len(second) and len(first) in (1, n):
        return 1.0
    mutual = float((common / n * np.log(n * common / (first[of_class] * second[of_cluster]))).sum())
    expected = expected_mutual_information(first, second)
    return (mutual - expected) / ((entropy(first) + entropy(second)) / 2 - expected)


def ari(gold, labels):
    """Adjusted Rand index: Hubert, Arabie, Journal of Classification 2, 1985."""
    first, second, common, _, _ = contingency(gold, labels)
    pairs = [float((sizes * (sizes - 1) // 2).sum()) for sizes in (common, first, second)]
    n = int(first.sum())
    expected, mean = pairs[1] * pairs[2] / (n * (n - 1) / 2), (pairs[1] + pairs[2]) / 2
    return 1.0 if mean == expected else (pairs[0] - expected) / (mean - expected)


def score(gold, labels):
    """Coverage, ARI and AMI of the clustered rows, AMI with noise as singletons; over rows with a gold label."""
    known, clustered = gold >= 0, (gold >= 0) & (labels >= 0)
    return dict(clusters=len(set(labels[labels >= 0].tolist())), coverage=coverage(gold, labels), ari=ari(gold[clustered], labels[clustered]),
                ami=ami(gold[clustered], labels[clustered]), ami_n=ami(gold[known], singletons(labels)[known]))


def cut(gold, labels, certainty, covered):
    """The surest rows keep their label until so many rows with a gold label have one as a coverage of `covered` says; ties: earlier rows."""
    known = np.flatnonzero((gold >= 0) & (labels >= 0))
    order = known[np.argsort(-certainty[known], kind="stable")]
    kept = order[:round(covered * int((gold >= 0).sum()))]
    result = np.full_like(labels, -1)
    result[kept] = labels[kept]
    return result


def nearest(unit_rows, count=NEIGHBORS):
    """The exact nearest other rows of each row and their cosines, in no order."""
    rows = len(unit_rows)
    count = min(count, rows - 1)
    neighbors, cosines = np.empty((rows, count), np.int64), np.empty((rows, count), np.float32)
    for begin in range(0, rows, BLOCK):
        block = unit_rows[begin:begin + BLOCK] @ unit_rows.T
        block[np.arange(len(block)), begin + np.arange(len(block))] = -2
        found = np.argpartition(-block, count - 1, axis=1)[:, :count]
        neighbors[begin:begin + len(block)] = found
        cosines[begin:begin + len(block)] = np.take_along_axis(block, found, axis=1)
    return neighbors, cosines


def most_cosine(labels, neighbors, cosines):
    """Per row the label with the largest sum of cosines among its neighbours (ties: the lower label), -1 where none has a label."""
    if neighbors.size == 0:
        return np.full(len(neighbors), -1, labels.dtype)
    seen = labels[neighbors]
    same = seen[:, :, None] == seen[:, None, :]
    sums = np.where(seen >= 0, (same * cosines[:, None, :]).sum(axis=2), -np.inf)
    largest = sums.max(axis=1)
    tied = np.where((sums >= largest[:, None] - 1e-6) & (seen >= 0), seen, np.iinfo(labels.dtype).max)
    return np.where(np.isfinite(largest), tied.min(axis=1), -1).astype(labels.dtype)


def assigned(labels, neighbors, cosines, unit_rows):
    """All rows in a cluster: noise joins the label with most cosine among its neighbours, all at once, again and again. What no label
    reaches so takes that of the nearest row that has one."""
    result = labels.copy()
    while True:
        noise = np.flatnonzero(result < 0)
        found = most_cosine(result, neighbors[noise], cosines[noise])
        if not (found >= 0).any():
            break
        result[noise] = found
    if len(noise) and len(noise) < len(result):
        inside = np.flatnonzero(result >= 0)
        result[noise] = result[inside[(unit_rows[noise] @ unit_rows[inside].T).argmax(axis=1)]]
    return result


def calibration(gold, topic, certainty):
    """Per tenth of certainty: rows with a gold label, and the share of them that are of their topic's majority class."""
    known = gold >= 0
    majority = np.full(topic.max() + 1, -1)
    for one in np.unique(topic[known]):
        majority[one] = np.bincount(gold[known & (topic == one)]).argmax()
    right = gold == majority[topic]
    tenth = np.minimum((certainty * 10).astype(int), 9)
    inside = [(number, known & (tenth == number)) for number in range(10)]
    return [dict(tenth=number, rows=int(rows.sum()), majority=float(right[rows].mean())) for number, rows in inside if rows.any()]


def largest_fall(tenths):
    """Of the majority's share from one tenth of enough rows to the next such."""
    shares = [one["majority"] for one in tenths if one["rows"] >= LEAST_ROWS]
    return max((before - after for before, after in zip(shares, shares[1:])), default=0.0)
