"""The vectors that are clustered, written as float32 .npy files: a set, a draw from all sets, more rows, more dimensions.

A name says it all: "gnews" is the set as it is; "joined-50000x384" is 50,000 rows of the five sets together. Everything is
seeded, and a smaller draw is part of every larger one.
"""
import functools
from pathlib import Path

import numpy as np

from suite.prepare import SETS

OWN_DIMENSIONS = 384
CHUNK = 8192
LEAST_DEGREES, MOST_DEGREES = 2, 8
STEEPNESS = 2


def joined(rows, dimensions=OWN_DIMENSIONS):
    return f"joined-{rows}x{dimensions}"


def shape_in(name):
    rows, dimensions = name.removeprefix("joined-").split("x")
    return int(rows), int(dimensions)


@functools.cache
def all_rows(data):
    return np.concatenate([np.load(Path(data) / f"{name}.npy") for name in SETS]).astype(np.float32)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def turned(rows, random):
    """Each row turned by a few degrees towards a direction of its own, at a right angle to it."""
    rows = unit(rows)
    direction = random.standard_normal(rows.shape, dtype=np.float32)
    direction = unit(direction - np.sum(direction * rows, axis=1, keepdims=True) * rows)
    angle = np.radians(random.uniform(LEAST_DEGREES, MOST_DEGREES, (len(rows), 1))).astype(np.float32)
    return np.cos(angle) * rows + np.sin(angle) * direction


def widened(rows, dimensions):
    """[x ; tanh(2 W x) / sqrt(m)] at unit length, with a fixed normal W of m rows: similar stays similar, and no dimension is empty."""
    more = dimensions - rows.shape[1]
    if more == 0:
        return rows
    weights = np.random.default_rng(3).standard_normal((more, rows.shape[1]), dtype=np.float32)
    layer = np.tanh(STEEPNESS * unit(rows) @ weights.T) / np.float32(np.sqrt(more))
    return unit(np.concatenate([unit(rows), layer], axis=1))


def chunks(data, rows):
    """`rows` rows in pieces: a draw in the order of the files, or all of them and then turned copies, round after round."""
    found = all_rows(data)
    order = np.random.default_rng(1).permutation(len(found))
    drawn = np.sort(order[:rows])
    for begin in range(0, len(drawn), CHUNK):
        yield found[drawn[begin:begin + CHUNK]]
    copies = max(0, rows - len(found))
    for begin in range(0, copies, CHUNK):
        sources = found[order[np.arange(begin, begin + CHUNK) % len(found)]]
        yield turned(sources, np.random.default_rng([2, begin]))[:copies - begin]


def write(data, name, path):
    if name in SETS:
        np.save(path, np.load(Path(data) / f"{name}.npy").astype(np.float32))
        return
    shape = shape_in(name)
    out = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
    filled = 0
    for rows in chunks(data, shape[0]):
        out[filled:filled + len(rows)] = widened(rows, shape[1])
        filled += len(rows)
    out.flush()


def description(data, name):
    if name in SETS:
        return f"{name}.npy, whole"
    rows, dimensions = shape_in(name)
    there = len(all_rows(data))
    text = f"{rows:,} rows drawn from the {there:,} of the five sets"
    if rows > there:
        text = (f"all {there:,} rows of the five sets and {rows - there:,} copies, each turned by {LEAST_DEGREES} to {MOST_DEGREES} "
                "degrees in a random direction of its own")
    if dimensions > OWN_DIMENSIONS:
        text += f"; x made {dimensions} wide as the unit vector of [x ; tanh({STEEPNESS} W x) / sqrt(m)], W a fixed random m x 384"
    return text
