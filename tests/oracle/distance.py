"""The project's distance, bit for bit, as slow dense matrices.

Shapes: rows n x d float32; every matrix n x n float64. The sum of products has a fixed order, so that the bits do not
depend on the machine: 32 lanes, rows padded with zeros to a multiple of 32, and one reduction tree.

    lane[l] += x[32 b + l] * y[32 b + l]   for b = 0, 1, ...
    a[l] = (lane[l] + lane[8 + l]) + (lane[16 + l] + lane[24 + l])   for l = 0 .. 7
    sum  = ((a0 + a4) + (a2 + a6)) + ((a1 + a5) + (a3 + a7))

cosine: 1 - dot * (inv_i * inv_j), inv = 1 / sqrt(dot(i, i)); below 2^-48 it is 0.
euclidean: the same lanes over (x - y) * (x - y), then the square root.
"""
import numpy as np

LANES = 32
ZERO_BELOW = 2.0 ** -48
BLOCK = 1 << 18  # doubles of lane sums held at once: 2 MiB, so that long runs stay in the cache


def widened(rows):
    """Rows as float64 with zero columns up to a multiple of 32."""
    rows = np.asarray(rows, dtype=np.float32)
    padded = np.zeros((len(rows), -(-rows.shape[1] // LANES) * LANES), dtype=np.float64)
    padded[:, : rows.shape[1]] = rows
    return padded


def reduced(lanes):
    """The 32 lane sums along the first axis, added up in the fixed order."""
    a = (lanes[0:8] + lanes[8:16]) + (lanes[16:24] + lanes[24:32])
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]))


def lane_sums(x, y, metric):
    """Sums over the columns for all pairs of x (p x d) and y (q x d), both widened: p x q."""
    lanes = np.zeros((LANES, len(x), len(y)))
    for start in range(0, x.shape[1], LANES):
        left = x[:, start : start + LANES].T[:, :, None]
        right = y[:, start : start + LANES].T[:, None, :]
        if metric == "cosine":
            lanes += left * right
        else:
            difference = left - right
            lanes += difference * difference
    return reduced(lanes)


def inverse_norms(x):
    lanes = np.zeros((LANES, len(x)))
    for start in range(0, x.shape[1], LANES):
        lanes += (x[:, start : start + LANES] * x[:, start : start + LANES]).T
    return 1.0 / np.sqrt(reduced(lanes))


def distance_matrix(rows, metric="cosine"):
    """All distances; the diagonal is 0."""
    x = widened(rows)
    n = len(x)
    result = np.empty((n, n))
    inverse = inverse_norms(x) if metric == "cosine" else None
    width = min(n, 2048)
    height = max(1, BLOCK // (LANES * width))
    for top in range(0, n, height):
        for left in range(top, n, width):  # the rest by symmetry: products and differences squared commute
            block = (slice(top, min(n, top + height)), slice(left, min(n, left + width)))
            sums = lane_sums(x[block[0]], x[block[1]], metric)
            if metric == "cosine":
                cosine = 1.0 - sums * (inverse[block[0]][:, None] * inverse[block[1]][None, :])
                result[block] = np.where(cosine < ZERO_BELOW, 0.0, cosine)
            else:
                result[block] = np.sqrt(sums)
            result[block[1], block[0]] = result[block].T
    np.fill_diagonal(result, 0.0)
    return result


def used_min_samples(n, min_samples):
    """min_samples counts other rows only and is clamped to n - 1, at least 1."""
    return max(1, min(n - 1, min_samples))


def core_distances(distances, k):
    """Distance of each row's k-th nearest other row (itself stands at position 0 of the sorted row)."""
    if len(distances) == 1:
        return np.zeros(1)
    return np.sort(distances, axis=1)[:, k]


def mutual_reachability(distances, core, alpha):
    """max(core_i, core_j, d / alpha); core distances are not divided. The diagonal means nothing."""
    return np.maximum(np.maximum(core[:, None], core[None, :]), distances / alpha)
