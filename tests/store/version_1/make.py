#!/usr/bin/env python3
"""Makes the dumps of a reader with tables of version 1, from the statements as they were released.

    scripts/with_postgres tests/store/version_1/make.py      writes sqlite.sql and postgres.sql beside this file

Its rows are a small history: six articles, five vectors (two of them made here), a run that was superseded, the one that
is published, one that failed and a dry one. Needs git with the whole history, psql and pg_dump. The dumps are committed;
they change only if these rows do.
"""

import json
import os
import re
import sqlite3
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASED = "536d5af"  # the last commit whose tables are of version 1

TIMES = {run: (f"2026-03-0{run} 02:00:00", f"2026-03-0{run} 02:05:00") for run in range(1, 5)}
ARTICLES = [(1, "Harbour opens", 3), (2, "Ships return", 3), (3, "A quiet port", None), (4, "Rain until Friday", 2),
            (5, "Clouds and rain", 2), (6, "The long pier", 3)]
VECTORS = [(1, (1, 0, 0), "lsa", "aa01"), (2, (1, 0.125, 0), "lsa", "aa02"), (3, (0, 0, 1), "minilm", ""),
           (4, (0, 1, 0), "minilm", ""), (5, (0, 1, 0.125), "minilm", ""), (6, None, "", "")]
# cluster, articles, centroid, label, retired by run
CLUSTERS = [(1, 3, (1, 0, 0.25), "harbour", 2), (2, 2, (0, 1, 0.0625), "rain", None), (3, 3, (1, 0.0625, 0), "ships", None)]
# run: status, label -> (cluster, articles, label's name), article -> label, rejected, events
RUNS = {
    1: ("superseded", [(1, 3, "harbour"), (2, 2, "rain")], {1: 0, 2: 0, 3: 0, 4: 1, 5: 1},
        [("born", 1, 0, 0, 3), ("born", 2, 0, 0, 2)]),
    2: ("published", [(2, 2, "rain"), (3, 3, "ships")], {4: 0, 5: 0, 1: 1, 2: 1, 6: 1},
        [("continued", 2, 2, 2, 2), ("born", 3, 0, 0, 3), ("died", 1, 0, 3, 0)]),
    3: ("failed", [], {}, []),
    4: ("dry", [(None, 3, "ships")], {1: 0, 2: 0, 6: 0}, []),
}


def released(path):
    return subprocess.run(["git", "-C", HERE, "show", f"{RELEASED}:sql/{path}.sql"], check=True, capture_output=True, text=True).stdout


def metadata(name):
    return json.dumps({"schema": 1, "label": name, "label_source": "keywords", "keywords": [{"term": name, "score": 1.5}]})


class Store:
    """SQL literals of one store, and the rows in them."""

    def literal(self, value):
        if value is None:
            return "NULL"
        if isinstance(value, tuple):
            return self.vector(value)
        return str(value) if isinstance(value, (int, float)) else "'" + value.replace("'", "''") + "'"

    def insert(self, table, **columns):
        values = ", ".join(self.literal(value) for value in columns.values())
        return f"INSERT INTO {self.prefix}{table} ({', '.join(columns)}) VALUES ({values});\n"

    def tables(self):
        names = {"articles", "embeddings", "clusters", "counters", "models", "cluster_runs", "run_clusters", "cluster_assignments",
                 "cluster_events"}
        filled = {name: self.prefix + name for name in names} | {
            name: name for name in ("article_id", "title", "summary", "content", "url", "published_at", "cluster_id", "embedding")}
        filled |= {"embeddings_article_id": "article_id", "dimensions": "3"} | self.types
        files = ["create_articles", "create_embeddings", "create_clusters", "schema_001"]
        for name in files:
            yield re.sub(r"\{(\w+)\}", lambda found: filled[found[1]], released(f"{self.name}/{name}").rstrip().rstrip(";")) + ";\n"

    def rows(self):
        for article, title, cluster in ARTICLES:
            yield self.insert("articles", article_id=article, title=title, summary=f"{title}, at length.",
                              published_at=self.time(f"2026-02-0{article} 08:00:00"), cluster_id=cluster)
        for article, vector, model, content_hash in VECTORS:
            if vector is not None:
                yield self.insert("embeddings", article_id=article, embedding=vector, model=model, content_hash=content_hash)
        for cluster, size, centroid, name, retired in CLUSTERS:
            last_seen = TIMES[2 if retired is None else retired - 1][1]
            yield self.insert("clusters", cluster_id=cluster, centroid=centroid, article_count=size, metadata=metadata(name),
                              first_seen=self.time(TIMES[1][1]), last_seen=self.time(last_seen),
                              retired_at=None if retired is None else self.time(TIMES[retired][1]))
        for run in RUNS:
            yield from self.run(run)
        yield self.insert("models", name="spare", bytes=self.bytes, saved_at=self.time(TIMES[1][0]))
        for name, value in self.counters.items():
            yield f"UPDATE {self.prefix}counters SET value = {value} WHERE name = '{name}';\n"

    def run(self, run):
        status, clusters, labels, events = RUNS[run]
        failed = status == "failed"
        yield self.insert("cluster_runs", run_id=run, status=status, started_at=self.time(TIMES[run][0]),
                          finished_at=self.time(TIMES[run][1]), params='{"min_cluster_size": 2}', versions='{"asterism": "0.1.0"}',
                          article_count=0 if failed else 6, cluster_count=len(clusters),
                          noise_count=0 if failed else 6 - len(labels), metrics='{"stages": []}',
                          input_fingerprint="" if failed else f"00f{run}", error="the disk was full" if failed else None)
        for label, (cluster, size, name) in enumerate(clusters):
            yield self.insert("run_clusters", run_id=run, label=label, cluster_id=cluster, centroid=(label, 1 - label, 0.25),
                              article_count=size, persistence=0.5, metadata=metadata(name))
        for article in range(1, 7) if not failed else ():
            label = labels.get(article, -1)
            yield self.insert("cluster_assignments", run_id=run, article_id=article, label=label,
                              cluster_id=None if label < 0 else clusters[label][0], probability=0 if label < 0 else 0.75,
                              outlier_score=0.125, how="noise" if label < 0 else "density")
        for event, cluster, shared, before, after in events:
            yield self.insert("cluster_events", run_id=run, event=event, cluster_id=cluster, shared=shared, size_before=before,
                              size_after=after)


class Sqlite(Store):
    name, prefix = "sqlite", ""
    types = {"id_type": "INTEGER"}
    counters = {"cluster_id": 3}

    class bytes_literal(str):
        pass

    bytes = bytes_literal("x'00ff'")

    def literal(self, value):
        return str(value) if isinstance(value, self.bytes_literal) else super().literal(value)

    def vector(self, values):
        return "x'" + struct.pack(f"<{len(values)}f", *values).hex() + "'"

    def time(self, text):
        return text.replace(" ", "T") + "Z"

    def dump(self):
        database = sqlite3.connect(":memory:")
        database.executescript("".join(self.tables()) + "".join(self.rows()) + self.insert("counters", name="dimensions", value=3))
        return "PRAGMA foreign_keys = OFF;\n" + "\n".join(database.iterdump()) + "\n"  # rows come before what they refer to


class Postgres(Store):
    name, prefix = "postgres", "reader."
    types = {"id_column_type": "bigint"}
    counters = {"cluster_id": 3, "run_id": 4}
    bytes = "\\x00ff"

    def vector(self, values):
        return "'[" + ",".join(str(value) for value in values) + "]'"

    def time(self, text):
        return text + "+00"

    def indexes(self):
        for table, column in (("embeddings", "embedding"), ("clusters", "centroid")):
            yield f"CREATE INDEX idx_{table}_hnsw ON reader.{table} USING hnsw ({column} vector_cosine_ops);\n"
        yield "CREATE INDEX idx_clusters_gin ON reader.clusters USING gin (metadata jsonb_path_ops) WITH (fastupdate = off);\n"

    def dump(self):
        server = os.environ.get("ASTERISM_TEST_POSTGRES")
        if not server:
            sys.exit("the dumps need a PostgreSQL with pgvector: scripts/with_postgres tests/store/version_1/make.py")
        url = server.replace("/postgres?", "/version_1?")
        sql = "CREATE SCHEMA reader; CREATE EXTENSION vector;\n" + "".join([*self.tables(), *self.rows(), *self.indexes()])
        psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d"]
        subprocess.run([*psql, server, "-c", "CREATE DATABASE version_1"], check=True)
        subprocess.run([*psql, url], input=sql, text=True, check=True)
        dump = subprocess.run(["pg_dump", "--inserts", "--no-owner", "--no-acl", "-d", url], check=True, capture_output=True, text=True)
        # What differs between servers says nothing about the tables; \restrict is psql's, and the tests are not.
        kept = [line for line in dump.stdout.splitlines() if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config"))]
        return "\n".join(kept) + "\n"


for store in (Sqlite(), Postgres()):
    with open(os.path.join(HERE, store.name + ".sql"), "w") as out:
        out.write(store.dump())
