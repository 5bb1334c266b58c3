#!/usr/bin/env python3
"""Are labels and probabilities the same bytes whatever the row order, the threads, the kernels, the store?

usage: scripts/with_postgres benchmarks/same_bytes.py ASTERISM VECTORS.npy ARTICLES.jsonl [--orders 20]

Prints one SHA-256 of labels (int32) and probabilities (float64), in article order, per way of computing them, and exits 1
when they are not all one. Row i of VECTORS.npy belongs to line i of ARTICLES.jsonl. Needs NumPy; without
ASTERISM_TEST_POSTGRES the PostgreSQL way is left out, which is said.
"""
import argparse
import hashlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import numpy as np


def run(*command, **more_environment):
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, **more_environment})


def digest(labels, probabilities):
    return hashlib.sha256(np.asarray(labels, "<i4").tobytes() + np.asarray(probabilities, "<f8").tobytes()).hexdigest()


def of_file(asterism, vectors, folder, order, options=(), **environment):
    """Clusters the rows in the given order; the digest is taken in the original order."""
    files = [folder / name for name in ("v.npy", "l.npy", "p.npy")]
    np.save(files[0], vectors[order])
    run(asterism, "cluster", files[0], "--labels", files[1], "--probabilities", files[2], *options, **environment)
    labels, probabilities = np.empty(len(order), "<i4"), np.empty(len(order), "<f8")
    labels[order], probabilities[order] = np.load(files[1]), np.load(files[2])
    return digest(labels, probabilities)


def fill(asterism, database, articles, vectors_file, dimensions):
    run(asterism, "init", "--dimensions", dimensions, ASTERISM_DB=database)
    run(asterism, "ingest", articles, "--embeddings", vectors_file, ASTERISM_DB=database)
    run(asterism, "cluster", ASTERISM_DB=database)


ASSIGNMENTS = "SELECT label, probability FROM {} WHERE run_id = 1 ORDER BY article_id"


def of_sqlite(asterism, articles, vectors_file, folder, dimensions):
    database = folder / "reader.db"
    fill(asterism, str(database), articles, vectors_file, dimensions)
    with sqlite3.connect(database) as connection:
        return digest(*zip(*connection.execute(ASSIGNMENTS.format("cluster_assignments"))))


def of_postgres(asterism, articles, vectors_file, server, dimensions):
    database = server.rsplit("/", 1)[0] + "/same_bytes" if "?" not in server else server
    subprocess.run(["psql", "-qX", server, "-c", "DROP DATABASE IF EXISTS same_bytes", "-c", "CREATE DATABASE same_bytes"], check=True)
    if "?" in server:
        head, query = server.split("?", 1)
        database = head.rsplit("/", 1)[0] + "/same_bytes?" + query
    try:
        fill(asterism, database, articles, vectors_file, dimensions)
        query = ASSIGNMENTS.format("reader.cluster_assignments")
        text = subprocess.run(["psql", "-qXAt", "-F", " ", database, "-c", query], check=True, capture_output=True, text=True).stdout
        return digest(*zip(*((int(a), float(b)) for a, b in (line.split() for line in text.splitlines()))))
    finally:
        subprocess.run(["psql", "-qX", server, "-c", "DROP DATABASE same_bytes"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("asterism")
    parser.add_argument("vectors")
    parser.add_argument("articles")
    parser.add_argument("--orders", type=int, default=20)
    given = parser.parse_args()
    vectors = np.load(given.vectors).astype("<f4")
    natural = np.arange(len(vectors))
    random = np.random.default_rng(1)
    seen = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def note(way, value):
            seen[way] = value
            print(f"{value}  {way}", flush=True)

        note(".npy", of_file(given.asterism, vectors, folder, natural))
        for threads in (1, 2, 4):
            note(f".npy, {threads} threads", of_file(given.asterism, vectors, folder, natural, ("--threads", threads)))
        for kernels in ("scalar", "avx2"):
            note(f".npy, kernels {kernels}", of_file(given.asterism, vectors, folder, natural, ASTERISM_SIMD=kernels))
        for order in range(given.orders):
            note(f".npy, order {order + 1}", of_file(given.asterism, vectors, folder, random.permutation(len(vectors))))
        plain = folder / "plain.npy"
        np.save(plain, vectors)
        note("SQLite", of_sqlite(given.asterism, given.articles, plain, folder, vectors.shape[1]))
        server = os.environ.get("ASTERISM_TEST_POSTGRES")
        if server:
            note("PostgreSQL", of_postgres(given.asterism, given.articles, plain, server, vectors.shape[1]))
        else:
            print("PostgreSQL left out: run this under scripts/with_postgres")
    print(f"{len(seen)} ways, {len(set(seen.values()))} digest")
    sys.exit(len(set(seen.values())) != 1)


if __name__ == "__main__":
    main()
