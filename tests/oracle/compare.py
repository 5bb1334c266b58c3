"""How two results are compared, and how they are said to differ. Standard library only."""
import math

TOLERANCE = 1e-12


def same(a, b, tolerance=TOLERANCE):
    if a == b or (math.isnan(a) and math.isnan(b)):
        return True
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def first_difference(got, expected, equal=lambda a, b: a == b):
    """None, or a sentence about the first place where two sequences differ."""
    if len(got) != len(expected):
        return f"{len(got)} values, expected {len(expected)}"
    for place, (a, b) in enumerate(zip(got, expected)):
        if not equal(a, b):
            return f"at {place}: {a!r}, expected {b!r}"
    return None


def sorted_tree(rows):
    """Condensed rows by parent, then lambda, then child."""
    return sorted((tuple(row) for row in rows), key=lambda row: (row[0], row[2], row[1]))


def differences(got, expected, fields):
    """Sentences, one a field that differs. Both are dictionaries; `fields` maps a name to "exact" or "close"."""
    found = []
    for name, kind in fields.items():
        what = first_difference(got[name], expected[name], same if kind == "close" else (lambda a, b: a == b))
        if what is not None:
            found.append(f"{name}: {what}")
    return found
