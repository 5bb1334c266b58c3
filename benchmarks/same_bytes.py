#!/usr/bin/env python3
"""Are labels and probabilities the same bytes whatever the row order, the threads, the kernels, the store?

usage: scripts/with_postgres benchmarks/same_bytes.py ASTERISM VECTORS.npy ARTICLES.jsonl [--orders 20] [-- CLUSTER OPTION...]

Prints one SHA-256 of labels (int32) and probabilities (float64), in article order, per way of computing them, and exits 1
when they are not all one. Then both stores see the articles come in four parts with a run after each, which for topics
begins at the run before: of the last run the labels, probabilities, ids and stories, and all layers with their names, are
one digest too. Row i of VECTORS.npy belongs to line i of ARTICLES.jsonl. Needs NumPy; without ASTERISM_TEST_POSTGRES the
PostgreSQL ways are left out, which is said.
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


class Sqlite:
    name, schema = "SQLite", ""

    def __init__(self, folder):
        self.location = str(folder / "reader.db")

    def rows(self, sql):
        with sqlite3.connect(self.location) as connection:
            return [list(map(str, row)) for row in connection.execute(sql)]

    def drop(self):
        os.remove(self.location)


class Postgres:
    name, schema = "PostgreSQL", "reader."

    def __init__(self, server):
        self.server = server
        head, _, query = server.partition("?")
        self.location = head.rsplit("/", 1)[0] + "/same_bytes" + (f"?{query}" if query else "")
        subprocess.run(["psql", "-qX", server, "-c", "DROP DATABASE IF EXISTS same_bytes", "-c", "CREATE DATABASE same_bytes"],
                       check=True, stderr=subprocess.DEVNULL)

    def rows(self, sql):
        text = subprocess.run(["psql", "-qXAt", "-F", "\t", self.location, "-c", sql], check=True, capture_output=True, text=True).stdout
        return [line.split("\t") for line in text.splitlines()]

    def drop(self):
        subprocess.run(["psql", "-qX", self.server, "-c", "DROP DATABASE same_bytes"], check=True)


def of_store(asterism, store, articles, vectors, folder, options, parts):
    """The digest of the last run, as of a file, and that of everything it left."""
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    try:
        run(asterism, "init", "--dimensions", vectors.shape[1], ASTERISM_DB=store.location)
        for part in np.array_split(np.arange(len(lines)), parts):
            (folder / "part.jsonl").write_text("".join(lines[part[0]:part[-1] + 1]), encoding="utf-8")
            np.save(folder / "part.npy", vectors[part])
            run(asterism, "ingest", folder / "part.jsonl", "--embeddings", folder / "part.npy", ASTERISM_DB=store.location)
            run(asterism, "cluster", *options, ASTERISM_DB=store.location)
        last = f"run_id = {parts} ORDER BY article_id"
        rows = store.rows(f"SELECT label, probability FROM {store.schema}cluster_assignments WHERE {last}")
        ids = store.rows(f"SELECT coalesce(cluster_id, -1), coalesce(story_id, -1) FROM {store.schema}cluster_assignments WHERE {last}")
        layers = store.rows(f"SELECT cluster_id, layer, coalesce(parent_id, -1), article_count, retired_at IS NULL, metadata{LABEL[store.name]} "
                            f"FROM {store.schema}layer_clusters ORDER BY cluster_id")
        for row in layers:
            row[4] = row[4] in ("1", "t")
        plain = digest([int(label) for label, _ in rows], [float(probability) for _, probability in rows])
        return plain, hashlib.sha256(repr((plain, ids, layers)).encode()).hexdigest()
    finally:
        store.drop()


LABEL = {"SQLite": "->>'$.label'", "PostgreSQL": "->>'label'"}
PARTS = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("asterism")
    parser.add_argument("vectors")
    parser.add_argument("articles")
    parser.add_argument("--orders", type=int, default=20)
    parser.add_argument("options", nargs="*")
    given = parser.parse_args()
    options = tuple(given.options)
    vectors = np.load(given.vectors).astype("<f4")
    natural = np.arange(len(vectors))
    random = np.random.default_rng(1)
    seen = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def note(way, value):
            seen[way] = value
            print(f"{value}  {way}", flush=True)

        note(".npy", of_file(given.asterism, vectors, folder, natural, options))
        for threads in (1, 2, 4):
            note(f".npy, {threads} threads", of_file(given.asterism, vectors, folder, natural, (*options, "--threads", threads)))
        for kernels in ("scalar", "avx2"):
            note(f".npy, kernels {kernels}", of_file(given.asterism, vectors, folder, natural, options, ASTERISM_SIMD=kernels))
        for order in range(given.orders):
            note(f".npy, order {order + 1}", of_file(given.asterism, vectors, folder, random.permutation(len(vectors)), options))
        server = os.environ.get("ASTERISM_TEST_POSTGRES")
        if not server:
            print("PostgreSQL left out: run this under scripts/with_postgres")
        histories = {}
        for parts in (1, PARTS):
            for store in (Sqlite(folder), *([Postgres(server)] if server else [])):
                plain, all_of_it = of_store(given.asterism, store, pathlib.Path(given.articles), vectors, folder, options, parts)
                if parts == 1:
                    note(store.name, plain)
                histories.setdefault(parts, {})[store.name] = all_of_it
                print(f"{all_of_it}  {store.name}, all of {parts} run{'s' if parts > 1 else ''}", flush=True)
    print(f"{len(seen)} ways, {len(set(seen.values()))} digest")
    alike = all(len(set(history.values())) == 1 for history in histories.values())
    print("both stores alike" if alike else "the stores differ")
    sys.exit(not alike or len(set(seen.values())) != 1)


if __name__ == "__main__":
    main()
