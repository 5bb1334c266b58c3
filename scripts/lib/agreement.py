#!/usr/bin/env python3
"""How well clusters agree with given classes: agreement.py CLASSES.tsv CLUSTERS.tsv.

Both files hold "id<TAB>name" lines; an empty name means none (noise). Prints the coverage (share of the rows with a class
that are in a cluster) and the adjusted mutual information (AMI) of classes and clusters over those rows: 0 is what
chance gives, 1 is the same partition.

Source: Vinh, Epps, Bailey, "Information Theoretic Measures for Clusterings Comparison", JMLR 11, 2010; the expected mutual
information is computed exactly, and normalised by the mean of both entropies.
"""

import collections
import math
import sys


def entropy(sizes):
    n = sum(sizes)
    return -sum(size / n * math.log(size / n) for size in sizes)


def mutual_information(pairs):
    n = len(pairs)
    first = collections.Counter(a for a, _ in pairs)
    second = collections.Counter(b for _, b in pairs)
    return sum(both / n * math.log(n * both / (first[a] * second[b])) for (a, b), both in collections.Counter(pairs).items())


def expected_mutual_information(first, second):
    """Mean over all ways to deal the rows out to groups of these sizes (the hypergeometric model)."""
    n = sum(first)
    log_factorial = [math.lgamma(k + 1) for k in range(n + 1)]
    # Groups of one size give equal terms, and small sizes repeat a lot.
    total = 0.0
    for a, times_a in collections.Counter(first).items():
        for b, times_b in collections.Counter(second).items():
            fixed = sum(log_factorial[k] for k in (a, b, n - a, n - b)) - log_factorial[n]
            for both in range(max(1, a + b - n), min(a, b) + 1):
                log_probability = fixed - sum(log_factorial[k] for k in (both, a - both, b - both, n - a - b + both))
                term = both / n * math.log(n * both / (a * b)) * math.exp(log_probability)
                total += times_a * times_b * term
    return total


def adjusted_mutual_information(pairs):
    """`pairs`: (class, cluster) of each row; at least one row."""
    first = list(collections.Counter(a for a, _ in pairs).values())
    second = list(collections.Counter(b for _, b in pairs).values())
    if len(first) == len(second) == 1 or len(first) == len(second) == len(pairs):
        return 1.0
    expected = expected_mutual_information(first, second)
    span = (entropy(first) + entropy(second)) / 2 - expected
    return (mutual_information(pairs) - expected) / span if span > 1e-15 else 0.0


def read_names(path):
    with open(path, encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t") for line in lines)


def main():
    classes, clusters = read_names(sys.argv[1]), read_names(sys.argv[2])
    judged = [row for row, name in classes.items() if name]
    pairs = [(classes[row], clusters[row]) for row in judged if clusters.get(row)]
    print(f"coverage {len(pairs) / len(judged):.1%} ({len(pairs)} of {len(judged)})")
    if pairs:
        print(f"AMI {adjusted_mutual_information(pairs):.3f} of {len({b for _, b in pairs})} clusters with "
              f"{len({a for a, _ in pairs})} classes, over the articles in clusters")


if __name__ == "__main__":
    main()
