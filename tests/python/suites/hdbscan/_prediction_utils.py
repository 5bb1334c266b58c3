"""One private helper of hdbscan has tests of its own: a quotient that is never negative and never raises."""


def safe_always_positive_division(numerator, denominator):
    return numerator / (denominator if denominator > 0 else 1e-8)
