#!/usr/bin/env python3
"""How long `asterism assign` takes for 1,000 new articles beside 100,000, through PostgreSQL and through SQLite.

usage: scripts/with_postgres benchmarks/assign.py ASTERISM DIR [ROUNDS]

DIR holds the five .npy sets (README.md), whose rows are put together and shuffled by a fixed seed. Each store gets 100,000 of them and a
run of topics, then in each round (default 3) 1,000 more: printed are the seconds of `assign` (the whole process), of a call with nothing
new, and of `psql` reading the vectors to nowhere, which is what the wire takes. Needs numpy. The index over the vectors is
dropped before they come: it takes minutes to build, and nothing here reads through it.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

from suite import vectors

STANDING, NEW, SEED = 100_000, 1_000, 7


def timed(command, **options):
    started = time.monotonic()
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, **options)
    return time.monotonic() - started


class Reader:
    """One store, named by the environment as the program's manual says."""

    def __init__(self, asterism, database, folder, rows):
        self.asterism, self.folder, self.rows, self.filled = asterism, folder, rows, 0
        self.environment = {**os.environ, "ASTERISM_DB": database}

    def run(self, *words):
        return timed([self.asterism, *words, "-q"], env=self.environment)

    def ingest(self, count):
        """The next `count` rows, as articles without words."""
        articles, brought = self.folder / "articles.jsonl", self.folder / "vectors.npy"
        ids = range(self.filled, self.filled + count)
        articles.write_text("".join(json.dumps({"id": i + 1, "title": f"article {i + 1}"}) + "\n" for i in ids))
        np.save(brought, self.rows[self.filled:self.filled + count])
        self.filled += count
        return self.run("ingest", articles, "--embeddings", brought)


def round_of(reader, wire):
    reader.ingest(NEW)
    times = dict(assign=reader.run("assign"), nothing_new=reader.run("assign"))
    return times | (dict(wire=timed(wire)) if wire else {})


def measure(name, reader, rounds, before=(), wire=()):
    reader.run("init", "--dimensions", str(reader.rows.shape[1]))
    for command in before:
        timed(command)
    print(f"{name}: ingest {reader.ingest(STANDING):.1f} s, topics {reader.run('cluster', '--algorithm', 'topics'):.1f} s", flush=True)
    times = [round_of(reader, wire) for _ in range(rounds)]
    for what in times[0]:
        taken = [one[what] for one in times]
        print(f"  {what:12} median {statistics.median(taken):.2f} s of " + ", ".join(f"{t:.2f}" for t in taken), flush=True)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    asterism, data = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) == 4 else 3
    server = os.environ.get("ASTERISM_TEST_POSTGRES") or sys.exit("run this under scripts/with_postgres")
    head, _, query = server.partition("?")
    url = head.rsplit("/", 1)[0] + "/assign" + ("?" + query if query else "")
    rows = np.random.default_rng(SEED).permutation(vectors.all_rows(data))[:STANDING + rounds * NEW]
    psql = ["psql", "-qX"]
    wire = [*psql, url, "-c", "COPY (SELECT article_id, embedding FROM reader.embeddings) TO STDOUT (FORMAT binary)"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        timed([*psql, server, "-c", "DROP DATABASE IF EXISTS assign", "-c", "CREATE DATABASE assign"])
        measure("PostgreSQL", Reader(asterism, url, folder, rows), rounds, [[*psql, url, "-c", "DROP INDEX reader.idx_embeddings_hnsw"]], wire)
        measure("SQLite", Reader(asterism, str(folder / "reader.db"), folder, rows), rounds)


if __name__ == "__main__":
    main()
