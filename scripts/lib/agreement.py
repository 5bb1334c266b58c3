#!/usr/bin/env python3
"""How well clusterings agree with given classes: agreement.py CLASSES.tsv NAME=CLUSTERS.tsv...

The files hold "id<TAB>name" lines; an empty name means none (noise). Prints, a line for each clustering, the coverage (share
of the rows with a class that are in a cluster), the adjusted mutual information (AMI) of classes and clusters over those
rows, where 0 is what chance gives and 1 is the same partition, and AMI_n: over all rows, each noise row a cluster of its own.

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
    classes = read_names(sys.argv[1])
    judged = [row for row, name in classes.items() if name]
    print(f"{'':10s}  clusters  coverage    AMI  AMI_n")
    for given in sys.argv[2:]:
        name, path = given.split("=", 1)
        clusters = read_names(path)
        pairs = [(classes[row], clusters[row]) for row in judged if clusters.get(row)]
        alone = [(classes[row], clusters.get(row) or f"noise {row}") for row in judged]
        ami = f"{adjusted_mutual_information(pairs):.3f}" if pairs else "-"
        print(f"{name:10s}  {len({b for _, b in pairs}):8d}  {len(pairs) / len(judged):8.1%}  {ami:>5s}  {adjusted_mutual_information(alone):.3f}")


if __name__ == "__main__":
    main()
