#!/usr/bin/env python3
"""The whole job through SQLite and through PostgreSQL: identical tables? how long, how much memory?

usage: scripts/with_postgres benchmarks/whole_job.py ASTERISM ARTICLES.jsonl VECTORS.npy [DIMENSIONS]

Runs init, ingest --embeddings, cluster twice (the second run must keep every id and change no article) in both stores, prints
each stage's time and the peak memory, and compares articles, clusters, run_clusters, cluster_assignments and
cluster_events row by row, times aside. Exits 1 on a difference. Standard library only.
"""
import json
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

from peak_memory import PeakMemory

TABLES = {
    "articles": "article_id, title, summary, content, url, cluster_id",
    "clusters": "cluster_id, centroid, article_count, metadata",
    "run_clusters": "run_id, label, cluster_id, centroid, article_count, persistence, metadata",
    "cluster_assignments": "run_id, article_id, label, cluster_id, probability, outlier_score, how",
    "cluster_events": "run_id, event, cluster_id, other_cluster_id, shared, size_before, size_after",
}
KEYS = {"articles": 1, "clusters": 1, "run_clusters": 2, "cluster_assignments": 2, "cluster_events": 7}


def command(asterism, database, *arguments):
    """Runs one command, prints its time and peak memory; returns its JSON result."""
    started = time.monotonic()
    process = subprocess.Popen([asterism, *arguments, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "ASTERISM_DB": database})
    peak = PeakMemory(process.pid)
    out, err = process.communicate()
    used = peak.end()
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed with {process.returncode}: {err}")
    print(f"  {arguments[0]:8} {time.monotonic() - started:7.2f} s {used:7.0f} MiB")
    return json.loads(out)


def job(asterism, database, articles, vectors, dimensions):
    command(asterism, database, "init", "--dimensions", str(dimensions))
    command(asterism, database, "ingest", articles, "--embeddings", vectors)
    for _ in range(2):
        result = command(asterism, database, "cluster")
        for stage in result["stages"]:
            print("    " + "  ".join(f"{key} {value}" for key, value in stage.items()))
    return result


def comparable(column, value):
    """One value in one form, whichever store it came from."""
    if value is None or value == "":
        return None
    if column == "centroid":
        if isinstance(value, bytes):
            return tuple(x[0] for x in struct.iter_unpack("<f", value))
        return tuple(struct.unpack("<f", struct.pack("<f", float(x)))[0] for x in value.strip("[]").split(","))
    if column == "metadata":
        return json.dumps(json.loads(value), sort_keys=True)
    if column in ("probability", "outlier_score", "persistence"):
        return float(value)
    return str(value)


def sqlite_rows(path, table, columns):
    with sqlite3.connect(path) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {','.join(map(str, range(1, KEYS[table] + 1)))}").fetchall()


def postgres_rows(url, table, columns):
    sql = (f"SELECT jsonb_build_array({','.join(c + '::text' for c in columns.split(', '))}) FROM reader.{table} "
           f"ORDER BY {', '.join(columns.split(', ')[:KEYS[table]])}")
    text = subprocess.run(["psql", "-qXAt", url, "-c", sql], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in text.splitlines()]


def compare(path, url):
    """Number of tables that differ."""
    different = 0
    for table, columns in TABLES.items():
        names = columns.split(", ")
        sides = [sorted(json.dumps([comparable(n, v) for n, v in zip(names, row)]) for row in rows)
                 for rows in (sqlite_rows(path, table, columns), postgres_rows(url, table, columns))]
        same = sides[0] == sides[1]
        different += not same
        print(f"  {table:20} {len(sides[0]):8} rows  {'identical' if same else 'DIFFERENT'}")
        if not same:
            pair = next((a, b) for a, b in zip(sides[0] + ["-"], sides[1] + ["-"]) if a != b)
            print(f"    SQLite     {pair[0][:300]}\n    PostgreSQL {pair[1][:300]}")
    return different


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    asterism, articles, vectors = sys.argv[1:4]
    dimensions = int(sys.argv[4]) if len(sys.argv) == 5 else 384
    server = os.environ.get("ASTERISM_TEST_POSTGRES") or sys.exit("run this under scripts/with_postgres")
    head, _, query = server.partition("?")
    url = head.rsplit("/", 1)[0] + "/whole_job" + ("?" + query if query else "")
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "reader.db")
        print("SQLite")
        job(asterism, path, articles, vectors, dimensions)
        subprocess.run(["psql", "-qX", server, "-c", "DROP DATABASE IF EXISTS whole_job", "-c", "CREATE DATABASE whole_job"], check=True)
        try:
            print("PostgreSQL")
            job(asterism, url, articles, vectors, dimensions)
            print("tables")
            different = compare(path, url)
        finally:
            subprocess.run(["psql", "-qX", server, "-c", "DROP DATABASE whole_job"], check=True)
    sys.exit(different != 0)


if __name__ == "__main__":
    main()
