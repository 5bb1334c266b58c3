"""Random small data sets that are hard on purpose: ties, copies, zero distances, grids, lines, odd widths, odd scales.

A case is {"name", "rows": n x d float32 array, "options": {...}}; all values are exact float32. Same seed, same cases.
With quantised=True all values are small multiples of a power of two, which keeps golden files short.
"""
import numpy as np

import distance

WIDTHS = [1, 2, 3, 4, 5, 8, 15, 16, 17, 24, 31, 32, 33, 40]


def gaussian(rng, n, d):
    return rng.normal(size=(n, d))


def blobs(rng, n, d):
    centres = rng.normal(size=(rng.integers(2, 7), d)) * 3
    spread = rng.choice([0.05, 0.3, 1.0], size=len(centres))
    which = rng.integers(len(centres), size=n)
    return centres[which] + rng.normal(size=(n, d)) * spread[which][:, None]


def nested_blobs(rng, n, d):
    """Clusters inside clusters, for deep condensed trees."""
    coarse = rng.normal(size=(3, d)) * 8
    fine = rng.normal(size=(3, 3, d))
    a, b = rng.integers(3, size=n), rng.integers(3, size=n)
    return coarse[a] + fine[a, b] + rng.normal(size=(n, d)) * 0.15


def grid(rng, n, d):
    return rng.integers(-2, 3, size=(n, d))


def lattice(rng, n, d):
    """All points of a regular grid in the first two or three dimensions: nothing but ties."""
    side = max(1, int(np.ceil(n ** (1 / min(d, 3)))))
    rows = np.ones((n, d))
    for axis in range(min(d, 3)):
        rows[:, axis] = np.arange(n) // side**axis % side
    return rng.permutation(rows)


def copies(rng, n, d):
    pool = rng.normal(size=(max(1, n // int(rng.integers(2, 12))), d))
    return pool[rng.integers(len(pool), size=n)]


def all_equal(rng, n, d):
    return np.tile(rng.integers(-3, 4, size=d), (n, 1))


def some_distinct(rng, n, d):
    pool = rng.integers(-3, 4, size=(int(rng.integers(2, 9)), d))
    return pool[rng.integers(len(pool), size=n)]


def scaled_copies(rng, n, d):
    """Other bytes, same direction: cosine distance 0 between rows that differ."""
    return some_distinct(rng, n, d) * rng.choice([1.0, 2.0, 4.0, 0.5], size=n)[:, None]


def line(rng, n, d):
    return rng.normal(size=d) + rng.integers(-8, 9, size=n)[:, None] * rng.normal(size=d)


def jittered_copies(rng, n, d):
    base = rng.normal(size=(max(1, n // 6), d))
    return base[rng.integers(len(base), size=n)] * (1 + rng.normal(size=(n, d)) * 2e-7)


def circle(rng, n, d):
    angle = 2 * np.pi * rng.permutation(n) / n
    rows = np.zeros((n, d))
    rows[:, 0] = np.cos(angle)
    rows[:, min(1, d - 1)] += np.sin(angle)
    return rows


def signed_zeros(rng, n, d):
    return rng.choice([-1.0, -0.0, 0.0, 1.0], size=(n, d))


def extreme_scale(rng, n, d):
    return blobs(rng, n, d) * rng.choice([1e-20, 1e-6, 1e6, 1e15])


def bridge(rng, n, d):
    """Two dense ends with a thin row of equal steps between."""
    rows = rng.normal(size=(n, d)) * 0.1
    rows[:, 0] += np.repeat([0.0, 10.0], [n // 2, n - n // 2])
    thin = np.arange(0, n, 5)
    rows[thin] = 1.0
    rows[thin, 0] = np.linspace(0, 10, len(thin))
    return rows


KINDS = [gaussian, blobs, blobs, nested_blobs, nested_blobs, grid, lattice, copies, some_distinct, some_distinct,
         scaled_copies, line, jittered_copies, circle, signed_zeros, extreme_scale, bridge, all_equal]
QUANTISED_KINDS = [blobs, nested_blobs, grid, lattice, some_distinct, scaled_copies, signed_zeros, bridge, all_equal]


def random_size(rng, largest):
    if rng.random() < 0.08:
        return int(rng.integers(1, 5))
    return int(np.clip(np.exp(rng.uniform(np.log(3), np.log(largest))), 1, largest))


def exact_epsilon(rng, rows, options):
    """An epsilon that stands exactly at, or one step beside, a weight at which something merges."""
    distances = distance.distance_matrix(rows, options["metric"])
    wanted = options.get("min_samples") or options["min_cluster_size"]
    core = distance.core_distances(distances, distance.used_min_samples(len(rows), wanted))
    values = distance.mutual_reachability(distances, core, options["alpha"])[np.triu_indices(len(rows), 1)]
    values = values[values > 0]
    if not len(values):
        return 0.25
    weight = float(np.quantile(values, rng.uniform(0, 0.6), method="nearest"))
    through_lambda = 1.0 / (1.0 / weight)
    return float(rng.choice([through_lambda, weight, np.nextafter(through_lambda, 2 * weight), 0.9 * weight]))


def random_options(rng, rows):
    n = len(rows)
    options = dict(
        min_cluster_size=int(rng.choice([2, 2, 3, 3, 4, 5, 5, 8, 10, 15, 25, n + 3])),
        method="leaf" if rng.random() < 0.3 else "eom",
        allow_single_cluster=bool(rng.random() < 0.3),
        metric="euclidean" if rng.random() < 0.35 else "cosine",
        alpha=float(rng.choice([1.0, 1.0, 1.0, 0.5, 1.3, 2.0])),
    )
    options["min_cluster_size"] = max(2, options["min_cluster_size"])
    if rng.random() < 0.75:
        options["min_samples"] = int(rng.choice([1, 1, 2, 3, 4, 5, 8, 16, 17, 30, n, n + 50]))
    if rng.random() < 0.25:
        options["max_cluster_size"] = int(rng.integers(2, n + 3))
    if n > 1 and rng.random() < 0.35:
        options["cluster_selection_epsilon"] = exact_epsilon(rng, rows, options)
    return options


def random_cases(count, seed, largest=400, quantised=False):
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        n, d = random_size(rng, largest), int(rng.choice(WIDTHS))
        kinds = QUANTISED_KINDS if quantised else KINDS
        kind = kinds[int(rng.integers(len(kinds)))]
        rows = np.asarray(kind(rng, n, d), dtype=np.float64)
        if quantised:
            rows = np.round(rows * 16) / 16
        rows = rows.astype(np.float32)
        rows[~rows.any(axis=1), 0] = 1.0  # a zero row has no direction
        name = f"{kind.__name__}-{n}x{d}-{seed}.{number}"
        yield dict(name=name, rows=rows, options=random_options(rng, rows))
