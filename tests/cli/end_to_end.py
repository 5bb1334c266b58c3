"""The real program on real databases: the whole job, every kind of bad input, exit codes and messages.

Usage: end_to_end.py PROGRAM sqlite|postgres. Standard library only.
"""

import gzip
import json
import math
import os
import random
import re
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import time
import unittest

from readers import PostgresReader, SqliteReader

TOPICS = {
    "energy": "solar wind turbine battery grid storage panel megawatt power plant",
    "space": "rocket orbit satellite launch moon lander telescope astronaut mars probe",
    "football": "goal striker match league coach penalty stadium keeper season cup",
    "cooking": "recipe oven garlic butter sauce onion dough flour pan simmer",
}


def articles(per_topic, first_id=1, seed=1, topics=TOPICS):
    """Articles that fall into clear groups by their words."""
    pick = random.Random(seed)
    made = []
    for topic, words in topics.items():
        words = words.split()
        for _ in range(per_topic):
            number = first_id + len(made)
            made.append({"id": number, "title": " ".join(pick.sample(words, 3)).title(),
                         "summary": f"News about {topic}: " + " ".join(pick.choices(words, k=12)),
                         "published": f"2024-05-{1 + number % 28:02d}T10:00:00Z"})
    return made


def write_npy(path, rows):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({len(rows)}, {len(rows[0])}), }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    with open(path, "wb") as out:
        out.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        for row in rows:
            out.write(struct.pack(f"<{len(row)}f", *row))


class ProgramTest(unittest.TestCase):
    """A fresh folder and reader per test."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="asterism-cli-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        self.reader = READER(self.folder)
        self.addCleanup(self.reader.drop)
        self.db = self.reader.location

    def environment(self, **variables):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ASTERISM_", "XDG_"))}
        return {**kept, "HOME": self.folder, **variables}

    def run_program(self, *arguments, code=0, stdin="", **variables):
        done = subprocess.run([PROGRAM, *arguments], input=stdin.encode("utf-8", "surrogateescape"), capture_output=True,
                              cwd=self.folder, env=self.environment(**variables), timeout=300)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def json_of(self, *arguments, code=0, **variables):
        result = json.loads(self.run_program(*arguments, "--json", "-q", code=code, **variables).stdout)
        self.assertEqual(result["schema"], 1)
        return result

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", errors="surrogateescape") as out:
            out.write(text)
        return path

    def write_articles(self, rows, name="articles.jsonl"):
        return self.write(name, "".join(json.dumps(row) + "\n" for row in rows))

    def scalar(self, sql):
        return self.reader.rows(sql)[0][0]

    def make_reader(self, per_topic=20, dimensions=16):
        self.run_program("init", self.db, "--dimensions", str(dimensions))
        self.run_program("ingest", self.db, self.write_articles(articles(per_topic)))
        self.run_program("embed", self.db)

    def make_plain_tables(self, vectors, unique=True):
        """A reader that was there before: articles "items", vectors of any kind beside them. vectors: id -> SQL or None."""
        key = " PRIMARY KEY" if unique else ""
        items, embeddings = self.reader.table("items"), self.reader.table("vectors")
        statements = [f"CREATE TABLE {items} (id {self.reader.id_type} PRIMARY KEY, title TEXT, summary TEXT, content TEXT, "
                      f"url TEXT, published_at {'timestamptz' if self.reader.kind == 'postgres' else 'TEXT'}, cluster_id {self.reader.id_type});",
                      f"CREATE TABLE {embeddings} (item {self.reader.id_type}{key}, v {self.reader.vector_type});"]
        for number, value in vectors:
            statements.append(f"INSERT INTO {items} (id, title) VALUES ({number}, 'item {number}') ON CONFLICT DO NOTHING;")
            statements.append(f"INSERT INTO {embeddings} (item, v) VALUES ({number}, {value or 'NULL'});")
        self.reader.execute("\n".join(statements))
        return ("--articles-table", "items", "--id-column", "id", "--embeddings-table", "vectors", "--embeddings-id-column",
                "item", "--embedding-column", "v")


    def ingest_nested(self, db, count, first=0):
        """Clusters of forty articles, far apart, each of two groups with a narrow gap between."""
        place = [60 * (i // 40) + 0.05 * (i % 20 + (22.5 if i % 40 >= 20 else 0)) for i in range(first, first + count)]
        npy = os.path.join(self.folder, "v.npy")
        write_npy(npy, [[math.cos(math.radians(d)), math.sin(math.radians(d)), 0.0] for d in place])
        rows = articles(20, topics={**TOPICS, "more": "violin cello opera", "yet more": "trout salmon net"})[first:first + count]
        self.run_program("ingest", db, self.write_articles(rows), "--embeddings", npy)


def bundle_vectors(reader, count=24):
    """Two bundles of directions in four dimensions, ids from 1."""
    return [(i + 1, reader.vector([1.0, 0.001 * i, 0.0, 0.0] if i % 2 else [0.0, 0.0, 1.0, 0.001 * i])) for i in range(count)]


class Limits(ProgramTest):
    def test_what_does_not_fit_under_a_limit_is_refused_before_it_starts(self):
        path = os.path.join(self.folder, "v.npy")
        pick = random.Random(3)
        write_npy(path, [[pick.random() for _ in range(64)] for _ in range(3000)])
        command = 'ulimit -d 8000; exec "$0" cluster "$1" --labels "$2"'
        labels = os.path.join(self.folder, "labels.npy")
        done = subprocess.run(["sh", "-c", command, PROGRAM, path, labels], capture_output=True, text=True,
                              cwd=self.folder, env=self.environment(), timeout=300)
        self.assertEqual(done.returncode, 8, done.stderr)
        self.assertRegex(done.stderr, r"needs about \d+ MiB and \d+ MiB are available under ulimit -d; nothing was started")
        self.assertFalse(os.path.exists(labels))
        self.assertIn("3,000 rows", self.run_program("cluster", path, "--labels", labels).stdout)
        self.assertTrue(os.path.exists(labels))


class TheWholeJob(ProgramTest):
    def test_from_nothing_to_named_clusters(self):
        self.make_reader()
        done = self.run_program("cluster", self.db)
        self.assertIn("run 1 published: 80 articles, 4 clusters", done.stdout)
        for stage in ("read", "cluster", "centroids", "themes", "publish"):
            self.assertRegex(done.stderr, rf"{stage} +[0-9.]+ s wall +[0-9.]+ s CPU +[0-9]+ MiB peak")
        self.assertIn("theme", done.stderr)
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('clusters')}"), "4")
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('articles')} WHERE cluster_id IS NULL"), "0")
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('cluster_assignments')}"), "80")

    def test_each_topic_is_one_cluster_with_its_words_and_titles(self):
        self.make_reader()
        self.run_program("cluster", self.db)
        found = self.json_of("clusters", self.db, "--titles", "3")["clusters"]
        self.assertEqual(len(found), 4)
        for cluster in found:
            metadata = cluster["metadata"]
            terms = {keyword["term"] for keyword in metadata["keywords"]}
            best = max(TOPICS, key=lambda topic: len(terms & set(TOPICS[topic].split())))
            self.assertGreaterEqual(len(terms & set(TOPICS[best].split())), 5, terms)
            self.assertEqual(len(cluster["articles"]), 3)
            self.assertEqual(len(metadata["representative_articles"]), 10)
            self.assertTrue(metadata["label"])
            self.assertRegex(metadata["span"][0], r"^2024-05-\d\dT10:00:00Z$")

    def test_running_again_changes_nothing_and_new_articles_leave_ids_alone(self):
        self.make_reader()
        self.run_program("cluster", self.db)
        before = self.reader.rows(f"SELECT article_id, cluster_id FROM {self.reader.table('articles')} ORDER BY 1")
        again = self.json_of("cluster", self.db)
        self.assertEqual((again["continued"], again["born"], again["articles_changed"]), (4, 0, 0))
        self.run_program("ingest", self.db, self.write_articles(articles(2, first_id=1000, seed=9)))
        self.run_program("embed", self.db)
        grown = self.json_of("cluster", self.db)
        self.assertEqual((grown["continued"], grown["retired"]), (4, 0))
        after = self.reader.rows(f"SELECT article_id, cluster_id FROM {self.reader.table('articles')} WHERE article_id < 1000 ORDER BY 1")
        self.assertEqual(before, after)

    def test_embeddings_beside_the_articles(self):
        rows = [[1.0, 0.001 * i, 0.0] if i % 2 else [0.0, 0.001 * i, 1.0] for i in range(30)]
        npy = os.path.join(self.folder, "v.npy")
        write_npy(npy, rows)
        self.run_program("init", self.db, "--dimensions", "3")
        self.assertEqual(self.json_of("init", self.db)["created"], [], "the dimensions that are there stay")
        report = self.json_of("ingest", self.db, self.write_articles(articles(30, topics={"energy": TOPICS["energy"]})),
                              "--embeddings", npy, "--model", "mine")
        self.assertEqual(report["vectors_stored"], 30)
        self.assertEqual(self.json_of("embed", self.db)["external"], 30)
        self.assertEqual(len(self.json_of("cluster", self.db)["clusters"]), 2)
        self.assertEqual(self.scalar(f"SELECT DISTINCT model FROM {self.reader.table('embeddings')}"), "mine")

    def test_the_layers_are_a_tree(self):
        self.run_program("init", self.db, "--dimensions", "3")
        self.ingest_nested(self.db, 80)
        self.run_program("cluster", self.db, "--min-cluster-size", "5")
        themes = self.json_of("clusters", self.db, "--tree")["tree"]
        self.assertEqual([theme["layer"] for theme in themes], ["theme", "theme"])
        clusters = [cluster for theme in themes for cluster in theme["clusters"]]
        self.assertEqual(sorted(cluster["cluster_id"] for cluster in clusters), [1, 2])
        stories = [story for cluster in clusters for story in cluster["stories"]]
        self.assertEqual(sorted(story["cluster_id"] for story in stories), [3, 4, 5, 6])
        labels = [part["metadata"]["label"] for part in themes + clusters + stories]
        self.assertEqual(len(set(labels)), 8)
        lines = self.run_program("clusters", self.db, "--tree").stdout.splitlines()
        self.assertEqual(len(lines), 9)
        self.assertIn("    " + stories[0]["metadata"]["label"], lines[3])
        one = self.run_program("clusters", self.db, "4").stdout
        self.assertRegex(one, r"(?m)^story       4\nlabel       .+\nkeywords ")
        self.assertRegex(one, r"(?m)^in cluster  [12], ")
        self.assertRegex(self.run_program("clusters", self.db, "1").stdout, r"(?m)^in theme    [78], ")
        self.assertEqual(self.json_of("clusters", self.db, "7")["cluster"]["layer"], "theme")
        self.assertIn('story 4 is now called "Mine"', self.run_program("label", self.db, "4", "Mine").stdout)
        self.run_program("cluster", self.db, "--min-cluster-size", "5")
        self.assertIn("Mine", self.run_program("clusters", self.db, "--tree", "--limit", "2").stdout)
        self.assertIn("leave the id out", self.run_program("clusters", self.db, "4", "--tree", code=2).stderr)

    def test_a_dry_run_publishes_nothing(self):
        self.make_reader()
        self.assertIn("not published", self.run_program("cluster", self.db, "--dry-run").stdout)
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('clusters')}"), "0")
        self.assertEqual(self.scalar(f"SELECT status FROM {self.reader.table('cluster_runs')}"), "dry")
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('cluster_assignments')}"), "80")

    def test_every_json_parses_and_carries_its_schema(self):
        self.assertTrue(self.json_of("init", self.db, "--dimensions", "8")["created"])
        path = self.write_articles(articles(12))
        self.assertEqual(self.json_of("ingest", self.db, path)["inserted"], 48)
        self.assertEqual(self.json_of("embed", self.db)["embedded"], 48)
        clustered = self.json_of("cluster", self.db, "--min-cluster-size", "5")
        self.assertEqual([stage["name"] for stage in clustered["stages"]], ["read", "cluster", "centroids", "themes", "publish"])
        self.assertEqual(self.json_of("run", self.db, "--every", "1d")["clustered"], False)
        status = self.json_of("status", self.db, "--every", "1d")
        self.assertEqual((status["articles"], status["embeddings"], status["dimensions"]), (48, 48, 8))
        self.assertRegex(status["due_at"], r"Z$")
        run = self.json_of("runs", self.db)["runs"][0]
        self.assertEqual((run["status"], run["params"]["min_cluster_size"]), ("published", 5))
        some = clustered["clusters"][0]["cluster_id"]
        self.assertEqual(self.json_of("clusters", self.db, str(some))["cluster"]["cluster_id"], some)
        self.assertTrue(self.json_of("config")["settings"])
        self.assertTrue(self.json_of("doctor", self.db)["findings"])

    def test_tables_for_people_are_short_and_aligned(self):
        self.make_reader()
        self.assertIn("no clusters", self.run_program("clusters", self.db).stdout)
        self.assertIn("last run    none yet", self.run_program("status", self.db).stdout)
        self.run_program("cluster", self.db)
        lines = self.run_program("clusters", self.db, "--titles", "2").stdout.splitlines()
        self.assertRegex(lines[0], r"^id +articles +theme +keywords$")
        self.assertEqual(len(lines), 1 + 4 * 3)
        self.assertRegex(self.run_program("runs", self.db).stdout, r"(?m)^ +1  published")
        self.assertIn("theme", self.run_program("clusters", self.db, "1").stdout)

    def test_what_options_made_of_it_is_said_and_kept_with_the_run(self):
        self.make_reader()
        done = self.run_program("cluster", self.db, "--min-cluster-size", "81", "-q")
        note = "--min-cluster-size 81 is more than the 80 vectors there are, so no part of them can be a cluster"
        self.assertIn("0 clusters, 80 noise, 0 rejected\nnote: " + note, done.stdout)
        self.assertIn(note, done.stderr)
        self.assertEqual(self.json_of("runs", self.db)["runs"][0]["metrics"]["notes"], [note])
        limited = self.json_of("cluster", self.db, "--max-cluster-size", "12")
        self.assertEqual(limited["limit_losses"]["rows"] > 0, len(limited["notes"]) == 1)

    def test_doctor_finds_nothing_wrong_with_a_fresh_reader(self):
        self.make_reader()
        self.assertNotIn("error", self.run_program("doctor", self.db).stdout)


class Algorithms(ProgramTest):
    def how(self, run):
        rows = self.reader.rows(f"SELECT how, count(*) FROM {self.reader.table('cluster_assignments')} WHERE run_id = {run} GROUP BY how")
        return {how: int(count) for how, count in rows}

    def test_noise_goes_home_when_that_is_asked_for(self):
        pick = random.Random(7)
        words = [words.split() for words in TOPICS.values()]
        mixed = [{"id": 1000 + i, "title": "mixed", "summary": " ".join(pick.choices(words[i % 4], k=7) + pick.choices(words[(i + 1) % 4], k=4))}
                 for i in range(12)]
        self.run_program("init", self.db, "--dimensions", "16")
        self.run_program("ingest", self.db, self.write_articles(articles(20) + mixed))
        self.run_program("embed", self.db)
        plain = self.json_of("cluster", self.db)
        self.assertNotIn("attached", plain)
        self.assertGreater(plain["noise"], 0)
        attached = self.json_of("cluster", self.db, "--attach", "0.1")
        self.assertEqual(attached["attached"] + attached["noise"], plain["noise"])
        self.assertGreater(attached["attached"], 0)
        self.assertEqual(self.how(attached["run_id"]).get("attached"), attached["attached"])
        self.assertEqual(self.how(attached["run_id"])["density"], self.how(plain["run_id"])["density"])
        self.assertEqual((attached["continued"], attached["born"], attached["articles_changed"]), (len(plain["clusters"]), 0, attached["attached"]))
        self.assertEqual(sum(c["article_count"] for c in attached["clusters"]), 92 - attached["noise"])
        self.assertIn(" attached, ", self.run_program("cluster", self.db, "--max-noise", "0").stdout)
        self.run_program("cluster", self.db, ASTERISM_ATTACH="0.5")

    def test_topics_give_nearly_every_article_a_place(self):
        self.make_reader()
        found = self.json_of("cluster", self.db, "--algorithm", "topics", "--resolution", "1", "--verify")
        self.assertEqual(self.how(found["run_id"])["topic"], 80 - found["noise"])
        self.assertEqual(found["topics"]["resolution"], 1)
        self.assertTrue(found["verified"]["complete"])
        self.assertIsNone(found["tree_digest"])
        self.assertTrue(all(c["theme"] for c in found["clusters"]))
        params = self.json_of("runs", self.db)["runs"][0]["params"]
        self.assertEqual((params["algorithm"], params["resolution"], params["certainty"]), ("topics", 1, 0.5))
        self.assertIn("topics: resolution ", self.run_program("cluster", self.db, "--algorithm", "topics", "--dry-run").stdout)
        about = self.json_of("cluster", self.db, "--algorithm", "topics", "--clusters", "about:4")
        kept = self.run_program("cluster", self.db, "--algorithm", "topics", "--clusters", "about:4")
        self.assertRegex(kept.stderr, rf"topics begin at those of run {about['run_id']}, at its resolution [0-9.]+;")
        self.assertNotIn("topics begin", self.run_program("cluster", self.db, "--algorithm", "topics", "--clusters", "about:4", "--cold").stderr)

    def test_topics_begin_where_they_were_and_new_articles_find_their_place(self):
        self.make_reader()
        topics = ("cluster", self.db, "--algorithm", "topics", "--resolution", "1")
        first = self.json_of(*topics)
        self.assertIsNone(first["topics"]["start_run"])
        second = self.json_of(*topics)
        self.assertEqual((second["topics"]["start_run"], second["articles_changed"]), (first["run_id"], 0))
        self.assertEqual(second["topics"]["quality"], first["topics"]["quality"])
        self.json_of("ingest", self.db, self.write_articles(articles(5, first_id=5001, seed=9)))
        self.json_of("embed", self.db, "--refit")
        grown = self.json_of(*topics)
        self.assertEqual((grown["topics"]["start_run"], grown["articles"]), (second["run_id"], 100))
        self.assertIsNone(self.json_of(*topics[:-1], "1.5")["topics"]["start_run"])

    def test_new_articles_find_a_place_without_a_run(self):
        self.make_reader()
        self.run_program("assign", self.db, code=3)
        for algorithm in (("--min-cluster-size", "5"), ("--algorithm", "topics", "--resolution", "1")):
            made = self.json_of("cluster", self.db, *algorithm)
            self.assertIn("no article with a vector came after", self.run_program("assign", self.db).stdout)
            sizes = {c["cluster_id"]: c["article_count"] for c in made["clusters"]}
            first = 2000 + 1000 * made["run_id"]
            self.json_of("ingest", self.db, self.write_articles(articles(3, first_id=first, seed=first)))
            self.json_of("embed", self.db)
            placed = self.json_of("assign", self.db)
            self.assertEqual((placed["run_id"], placed["articles"], placed["placed"] + placed["unsure"]), (made["run_id"], 12, 12))
            self.assertGreater(placed["placed"], 8)
            self.assertEqual(self.how(made["run_id"])["incremental"], 12)
            now = {c["cluster_id"]: c["article_count"] for c in self.json_of("clusters", self.db)["clusters"]}
            self.assertEqual(sum(now.values()) - sum(sizes.values()), placed["placed"])
            self.assertEqual(self.json_of("assign", self.db)["articles"], 0)
            status = self.json_of("status", self.db)
            self.assertEqual(status["last_published"]["article_count"], made["articles"] + 12)
        due = self.json_of("run", self.db, "--every", "1d")
        self.assertEqual((due["clustered"], due["assign"]["articles"]), (False, 0))

    def test_options_of_the_other_algorithm_are_a_mistake_on_the_command_line_only(self):
        self.make_reader()
        for words in (["--attach", "0.5", "--max-noise", "0.2"], ["--algorithm", "topics", "--min-samples", "3"], ["--certainty", "0.3"],
                      ["--algorithm", "topics", "--clusters", "about:3", "--resolution", "2"], ["--clusters", "3"], ["--attach", "2"]):
            self.run_program("cluster", self.db, *words, code=2)
            self.run_program("run", self.db, *words, code=2)
        self.write("asterism.toml", '[cluster]\nmin_samples = 3\nattach = 0.5\nresolution = 2\ncertainty = 0.25\n')
        self.json_of("cluster", self.db)
        self.assertEqual(self.json_of("cluster", self.db, "--algorithm", "topics")["topics"]["resolution"], 2)
        self.assertEqual(self.json_of("runs", self.db)["runs"][1]["params"]["attach"], 0.5)

    def test_a_file_of_vectors_takes_both(self):
        pick = random.Random(4)
        rows = [[pick.gauss(0, 0.3) + (k == i % 3) for k in range(3)] for i in range(300)]
        path = os.path.join(self.folder, "v.npy")
        write_npy(path, rows)
        plain = self.json_of("cluster", path)
        attached = self.json_of("cluster", path, "--attach", "0.3", "--verify", "--labels", os.path.join(self.folder, "l.npy"))
        self.assertEqual(attached["noise"] + attached["attached"], plain["noise"])
        self.assertEqual(attached["tree_digest"], plain["tree_digest"])
        topics = self.json_of("cluster", path, "--algorithm", "topics", "--certainty", "0", "--verify")
        self.assertEqual(topics["noise"], 0)
        self.assertTrue(plain["noise"] <= 150 or any("--algorithm topics" in line for line in plain["advice"]))


class BadRows(ProgramTest):
    """Rows that cannot be clustered, in tables that were there before."""

    def test_null_wrong_dimension_and_zero_vectors_are_left_out_and_named(self):
        rows = bundle_vectors(self.reader) + [(101, None), (102, self.reader.vector([1.0, 2.0])), (103, self.reader.vector([0.0] * 4))]
        bad = {"null_vector": 1, "wrong_dimension": 1, "zero_norm": 1}
        if self.reader.kind == "sqlite":  # pgvector stores no such values
            rows += [(104, self.reader.vector([float("nan"), 0, 0, 1.0])), (105, self.reader.vector([float("inf"), 0, 0, 1.0]))]
            bad["not_finite"] = 2
        names = self.make_plain_tables(rows)
        self.run_program("init", self.db, "--dimensions", "4", *names)
        report = self.json_of("cluster", self.db, *names)
        self.assertEqual((report["rejected"], len(report["clusters"])), (sum(bad.values()), 2))
        run = self.json_of("runs", self.db, *names)["runs"][0]
        self.assertEqual(run["metrics"]["rejected"]["by_reason"], bad)
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('cluster_assignments')} WHERE how = 'rejected'"),
                         str(sum(bad.values())))
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('items')} WHERE cluster_id IS NOT NULL"), "24")
        refused = self.run_program("cluster", self.db, "--strict", *names, code=3)
        self.assertIn("101 (null_vector)", refused.stderr)
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('items')} WHERE cluster_id IS NOT NULL"), "24")

    def test_duplicate_ids_are_refused(self):
        names = self.make_plain_tables(bundle_vectors(self.reader) + [(3, self.reader.vector([1.0, 0.0, 0.0, 0.0]))], unique=False)
        self.run_program("init", self.db, "--dimensions", "4", *names)
        refused = self.run_program("cluster", self.db, *names, code=3)
        self.assertRegex(refused.stderr, r"(?i)(duplicate|twice|more than on)")
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('items')} WHERE cluster_id IS NOT NULL"), "0")

    def test_an_empty_table(self):
        self.run_program("init", self.db)
        self.assertIn("no usable embedding", self.run_program("cluster", self.db, code=3).stderr)
        self.assertIn("asterism ingest", self.run_program("embed", self.db, code=3).stderr)
        self.assertEqual(self.scalar(f"SELECT status FROM {self.reader.table('cluster_runs')}"), "failed")

    def test_one_row_and_fewer_than_min_cluster_size_are_noise(self):
        first, *others = bundle_vectors(self.reader, 5)
        names = self.make_plain_tables([first])
        self.run_program("init", self.db, "--dimensions", "4", *names)
        for count in (1, 5):
            report = self.json_of("cluster", self.db, *names)
            self.assertEqual((report["status"], report["noise"], report["clusters"]), ("published", count, []))
            for number, vector in others if count == 1 else []:
                self.reader.execute(f"INSERT INTO {self.reader.table('items')} (id) VALUES ({number});"
                                    f"INSERT INTO {self.reader.table('vectors')} (item, v) VALUES ({number}, {vector})")

    def test_equal_rows_are_one_cluster_only_when_that_is_allowed(self):
        names = self.make_plain_tables([(i, self.reader.vector([1.0, 0.0, 0.0, 0.0])) for i in range(1, 31)])
        self.run_program("init", self.db, "--dimensions", "4", *names)
        self.assertEqual(self.json_of("cluster", self.db, *names)["noise"], 30)
        self.assertEqual(len(self.json_of("cluster", self.db, "--allow-single-cluster", *names)["clusters"]), 1)

    def test_a_missing_table_and_a_missing_column(self):
        self.run_program("init", self.db)
        refusal = self.run_program("cluster", self.db, "--articles-table", "nowhere", code=9).stderr
        self.assertIn("nowhere", refusal)
        self.assertIn("asterism init", refusal)
        path = self.write_articles(articles(1))
        self.assertIn("headline", self.run_program("ingest", self.db, path, "--title-column", "headline", code=9).stderr)


class OthersVectors(ProgramTest):
    """Readers that have vectors already, and rows that are not what they seem."""

    def vectors(self, table, column, key):
        return self.reader.rows(f"SELECT {key}, {column} FROM {self.reader.table(table)} ORDER BY 1")

    def test_a_reader_with_vectors_of_its_own_keeps_every_one(self):
        names = self.make_plain_tables(bundle_vectors(self.reader) + [(100, None), (101, None)])
        self.run_program("init", self.db, "--dimensions", "4", *names)
        before = self.vectors("vectors", "v", "item")
        for command in (("embed",), ("embed", "--refit"), ("run",)):
            done = self.run_program(*command, self.db, *names)
            self.assertIn("24 with vectors from elsewhere left alone (24 of unknown origin)", done.stdout)
            self.assertIn("2 stay without a vector", done.stdout)
            self.assertIn("2 articles stay without a vector", done.stderr)
            self.assertEqual(self.vectors("vectors", "v", "item"), before)
        report = self.json_of("embed", self.db, *names)
        self.assertEqual((report["embedded"], report["external"], report["external_unknown"], report["without_vector"]), (0, 24, 24, 2))
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('items')} WHERE cluster_id IS NOT NULL"), "24")
        self.assertEqual(self.json_of("embed", self.db, "--replace", *names)["embedded"], 26)
        self.assertNotEqual(self.vectors("vectors", "v", "item"), before)
        self.assertEqual(self.json_of("embed", self.db, *names)["unchanged"], 26)

    def test_a_table_of_articles_with_vectors_beside_them_too(self):
        docs = self.reader.table("docs")
        rows = ", ".join(f"({i}, 'title {i}', {value}, 'A4')" for i, value in bundle_vectors(self.reader, 12))
        self.reader.execute(f"CREATE TABLE {docs} (id {self.reader.id_type} PRIMARY KEY, title TEXT NOT NULL, summary TEXT, content TEXT, "
                            f"url TEXT, published_at TEXT, embedding {self.reader.vector_type}, model TEXT); "
                            f"INSERT INTO {docs} (id, title, embedding, model) VALUES {rows}")
        names = ("--articles-table", "docs", "--id-column", "id", "--embeddings-table", "docs")
        self.run_program("init", self.db, "--dimensions", "4", *names)
        before = self.reader.rows(f"SELECT id, embedding, model FROM {docs} ORDER BY id")
        self.assertIn("12 of unknown origin", self.run_program("run", self.db, "--min-cluster-size", "5", *names).stdout)
        self.assertEqual(self.reader.rows(f"SELECT id, embedding, model FROM {docs} ORDER BY id"), before)
        self.reader.execute(f"UPDATE {docs} SET embedding = NULL")
        self.assertEqual(self.json_of("embed", self.db, *names)["embedded"], 12)
        self.reader.execute(f"UPDATE {docs} SET title = 'another text' WHERE id = 3")
        again = self.json_of("embed", self.db, *names)
        self.assertEqual((again["embedded"], again["unchanged"]), (1, 11), "ours are known again")
        self.assertEqual(self.reader.rows(f"SELECT DISTINCT model FROM {docs}"), [["A4"]])

    def test_vectors_of_embed_and_others_never_mix_without_an_error(self):
        self.make_reader(per_topic=12, dimensions=4)
        embeddings = self.reader.table("embeddings")
        rows = [dict(row, embedding=[1.0, 0.0, 0.0, 0.5]) for row in articles(1, first_id=500)]
        refused = self.run_program("ingest", self.db, self.write_articles(rows), code=3)
        self.assertIn("48 that were made here", refused.stderr)
        self.assertEqual(self.json_of("status", self.db)["articles"], 48, "nothing was stored")
        self.reader.execute(f"UPDATE {embeddings} SET model = 'minilm' WHERE article_id <= 5")
        before = self.vectors("embeddings", "embedding", "article_id")
        for command in (("embed",), ("embed", "--refit"), ("cluster",), ("run",)):
            refused = self.run_program(*command, self.db, code=3)
            self.assertIn("43 vectors were made here and 5 came from elsewhere (5 of \"minilm\")", refused.stderr)
            self.assertEqual(self.vectors("embeddings", "embedding", "article_id"), before)
        self.assertIn("--remove", self.run_program("doctor", self.db, code=9).stdout)
        self.assertIn("43 vectors removed", self.run_program("embed", self.db, "--remove").stdout)
        self.assertEqual(self.vectors("embeddings", "embedding", "article_id"), before[:5])
        self.run_program("cluster", self.db)
        self.run_program("embed", self.db, "--remove", "--refit", code=2)

    def test_ingest_replaces_by_name_alone(self):
        self.make_reader(per_topic=2, dimensions=3)
        rows = [dict(row, embedding=[1.0, 0.0, float(row["id"])]) for row in articles(2)]
        path = self.write_articles(rows)
        self.assertEqual(self.json_of("ingest", self.db, path, "--replace", "--model", "mine")["vectors_stored"], 8)
        self.assertEqual(self.json_of("embed", self.db)["external"], 8)
        self.assertEqual(self.json_of("ingest", self.db, path, "--model", "mine")["vectors_stored"], 8)
        other = self.json_of("ingest", self.db, path, "--model", "another")
        self.assertEqual((other["vectors_stored"], other["vectors_left_out"]), (0, 8))
        self.assertEqual(self.scalar(f"SELECT DISTINCT model FROM {self.reader.table('embeddings')}"), "mine")

    def test_vectors_of_no_article_are_left_out_counted_and_named(self):
        names = self.make_plain_tables(bundle_vectors(self.reader))
        orphan = self.reader.vector([0.0, 1.0, 0.0, 0.0])
        for number in range(900, 930):
            self.reader.execute(f"INSERT INTO {self.reader.table('vectors')} VALUES ({number}, {orphan})")
        self.run_program("init", self.db, "--dimensions", "4", *names)
        status = self.json_of("status", self.db, *names)
        self.assertEqual((status["articles"], status["embeddings"], status["orphans"]), (24, 24, 30))
        done = self.run_program("cluster", self.db, *names)
        self.assertIn("24 articles, 2 clusters, 0 noise, 0 rejected", done.stdout)
        self.assertIn("30 vectors of no article left out", done.stdout)
        self.assertIn("30 vectors belong to no article", done.stderr)
        report = self.json_of("cluster", self.db, *names)
        self.assertEqual((report["articles"], report["orphans"]), (24, 30))
        self.assertEqual(self.json_of("runs", self.db, *names)["runs"][0]["metrics"]["orphans"], 30)
        found = [f for f in self.json_of("doctor", self.db, *names)["findings"] if "no article" in f["what"]]
        self.assertIn("30 vectors", found[0]["what"])
        self.reader.execute(found[0]["mend"])
        self.assertNotIn("no article", self.run_program("doctor", self.db, *names).stdout)
        self.assertEqual(self.json_of("status", self.db, *names)["orphans"], 0)

    def test_a_trigger_that_holds_the_clusters_back_is_named(self):
        self.make_reader(per_topic=12)
        table = self.reader.table("articles")
        if self.reader.kind == "sqlite":
            self.reader.execute(f"CREATE TRIGGER frost BEFORE UPDATE ON {table} BEGIN SELECT RAISE(IGNORE); END")
        else:
            self.reader.execute("CREATE FUNCTION reader.no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
                                f"CREATE TRIGGER frost BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION reader.no()")
        refused = self.run_program("cluster", self.db, code=5)
        self.assertIn("48 articles did not take their cluster", refused.stderr)
        self.assertIn("frost", refused.stderr)
        self.assertEqual(self.scalar(f"SELECT status FROM {self.reader.table('cluster_runs')}"), "failed")


class BadArticles(ProgramTest):
    def test_bad_lines_are_counted_and_the_rest_goes_on(self):
        self.run_program("init", self.db)
        path = self.write("bad.jsonl", '{"id":1,"title":"fine"}\nnot JSON\n{"title":"no id"}\n{"id":"x"}\n{"id":5,"title":[]}\n{"id":6}\n')
        done = self.run_program("ingest", self.db, path)
        self.assertIn("6 records: 3 new articles, 0 updated, 0 unchanged, 3 bad records left out, 1 other members left out", done.stdout)
        self.assertIn("line 2: not JSON", done.stderr)
        self.assertIn("line 5: \"title\" is not a text but array; the article is stored without it", done.stderr)
        refused = self.run_program("ingest", self.db, path, "--strict", code=3)
        self.assertIn("nothing was stored", refused.stderr)

    def test_strict_stores_nothing_at_all(self):
        self.run_program("init", self.db, "--dimensions", "2")
        good = self.write("good.jsonl", '{"id":7}\n')
        for bad in ("not JSON", '{"id":2,"embedding":[1,2,3]}', '{"id":2,"embedding":[NaN,2]}', '{"id":2,"published":"soon"}'):
            text = '{"id":1}\n' + bad + "\n"
            path = self.write("bad.jsonl", text)
            packed = path + ".gz"
            with gzip.open(packed, "wt") as out:
                out.write(text)
            for words in ([path], [packed], [good, path]):
                self.assertIn("line 2: ", self.run_program("ingest", self.db, *words, "--strict", code=3).stderr)
            self.run_program("ingest", self.db, "-", "--strict", code=3, stdin=text)
        vectors = os.path.join(self.folder, "vectors.npy")
        write_npy(vectors, [[1.0, float("nan")]])
        self.run_program("ingest", self.db, good, "--embeddings", vectors, "--strict", code=3)
        self.assertEqual(self.json_of("status", self.db)["articles"], 0)
        self.assertEqual(self.json_of("ingest", self.db, good, "--strict")["inserted"], 1)

    def test_strict_wants_every_record_whole(self):
        self.run_program("init", self.db)
        for bad, word in (('{"id":1,"title":"again"}', 'the id "1" comes again'), ('{"id":2,"title":NaN}', "1 records mended"),
                          ('{"id":2,"Title":"a"}', '1 times "Title", which nobody reads'),
                          ('{"id":2,"title":"\\ud800"}', "1 records mended")):
            path = self.write("bad.jsonl", '{"id":1}\n' + bad + "\n")
            self.assertIn(word, self.run_program("ingest", self.db, path, "--strict", code=3).stderr)
            self.assertEqual(self.json_of("status", self.db)["articles"], 0, bad)
        both = self.write("both.jsonl", '{"id":1,"article_id":2}\n')
        self.assertIn('"id" (1; "article_id" beside it was taken)', self.run_program("ingest", self.db, both).stderr)
        if self.reader.kind == "postgres":
            self.reader.execute("ALTER TABLE reader.articles ALTER title TYPE varchar(5)")
            long = self.write("long.jsonl", '{"id":3,"title":"more than five"}\n')
            refused = self.run_program("ingest", self.db, long, "--strict", code=3)
            self.assertIn("1 texts cut to the length of their column", refused.stderr)

    def test_no_record_is_lost_for_a_side_member(self):
        self.run_program("init", self.db, "--dimensions", "2")
        text = ('{"id":1,"title":1984,"embedding":"[1,2]"}\n{"id":2,"title":"\\ud800x","embedding":[NaN,1]}\n'
                '{"id":3,"published":"Wed, 01 May 24 10:20:30 +0200","url":{}}\n{"id":4,"published_at":"-0044-03-15"}\n'
                '{"id":5,"published_at":"9999-12-31T23:59:59-05:00"}\n{"id":6,"published_at":1714558830000}\n')
        report = self.json_of("ingest", self.db, self.write("side.jsonl", text))
        self.assertEqual((report["inserted"], report["bad_records"], report["vectors_stored"], report["vectors_left_out"],
                          report["dates_ignored"], report["members_left_out"]), (6, 0, 1, 1, 2, 1))
        self.assertEqual([problem["line"] for problem in report["problems"]], [2, 3, 4, 5])
        articles_table = self.reader.table("articles")
        self.assertEqual(self.scalar(f"SELECT title FROM {articles_table} WHERE article_id = 1"), "1984")
        dated = self.reader.rows(f"SELECT article_id FROM {articles_table} WHERE published_at IS NOT NULL ORDER BY 1")
        self.assertEqual(dated, [["3"], ["6"]])

    def test_quotes_markup_and_nul_bytes_survive_the_whole_way(self):
        self.run_program("init", self.db, "--dimensions", "8")
        title = "O'Brien says \"<script>alert(1)</script>\" \\ %s {} $1; DROP TABLE articles; --"
        rows = articles(15)
        rows[0]["title"] = "NUL\u0000here " + title
        self.run_program("ingest", self.db, self.write_articles(rows))
        self.reader.execute("SELECT 1")
        stored = self.scalar(f"SELECT title FROM {self.reader.table('articles')} WHERE article_id = 1")
        self.assertEqual(stored, "NULhere " + title)
        self.run_program("embed", self.db)
        self.run_program("cluster", self.db)
        titles = [a["title"] for c in self.json_of("clusters", self.db, "--titles", "60")["clusters"] for a in c["articles"]]
        self.assertIn(stored, titles)

    def test_latin_1_bytes_are_mended_and_escape_sequences_are_not_shown(self):
        self.run_program("init", self.db, "--dimensions", "8")
        rows = articles(15)
        for row in rows:
            row["title"] = "\x1b[31m" + row["title"]
        text = "".join(json.dumps(row) + "\n" for row in rows) + '{"id":900,"title":"caf\udce9"}\n'
        self.assertIn("1 texts mended", self.run_program("ingest", self.db, "-", stdin=text).stdout)
        self.run_program("embed", self.db)
        self.run_program("cluster", self.db)
        self.assertNotIn("\x1b", self.run_program("clusters", self.db, "--titles", "5").stdout)

    def test_csv_and_standard_input(self):
        self.run_program("init", self.db)
        text = 'article_id,title,published_at\r\n1,"a, ""b""",2024-05-01\r\n2,"two\r\nlines",\r\n'
        self.run_program("ingest", self.db, self.write("a.csv", text))
        self.run_program("ingest", self.db, "-", "--format", "csv", stdin="id,title\n3,c\n")
        self.assertEqual(self.scalar(f"SELECT title FROM {self.reader.table('articles')} WHERE article_id = 1"), 'a, "b"')
        self.assertEqual(self.json_of("status", self.db)["articles"], 3)

    def test_files_as_other_programs_write_them(self):
        self.run_program("init", self.db)
        rows = [(1, "Zürich; Bern"), (2, "two")]
        semicolons = "\ufeffid; title \r\n" + "".join(f'{i};"{title}"\r\n' for i, title in rows)
        lines = "".join(json.dumps({"id": i, "title": title}) + "\n" for i, title in rows)
        files = {"bom.csv": semicolons.encode(), "utf16.csv": semicolons.encode("utf-16-le"),
                 "mac.csv": semicolons.replace("\r\n", "\r").encode(),
                 "packed.csv.gz": gzip.compress(semicolons.encode()), "mac.jsonl": lines.replace("\n", "\r").encode(),
                 "array.json": json.dumps([{"id": i, "title": title} for i, title in rows], indent=2).encode(),
                 "packed.jsonl.gz": gzip.compress(lines.encode()),
                 "tabs.tsv": "".join(f"{a}\t{b}\n" for a, b in [("id", "title"), *rows]).encode()}
        for name, content in files.items():
            with open(os.path.join(self.folder, name), "wb") as out:
                out.write(content)
            report = self.json_of("ingest", self.db, name)
            self.assertEqual((report["records"], report["problems"], report["repaired"]), (2, [], 0), name)
            title = self.scalar(f"SELECT title FROM {self.reader.table('articles')} WHERE article_id = 1")
            self.assertEqual(title, "Zürich; Bern", name)
            self.reader.execute(f"DELETE FROM {self.reader.table('articles')}")

    def test_files_of_another_kind_are_named_with_the_way_out(self):
        self.run_program("init", self.db)
        good = self.write_articles(articles(1))
        for content, word in ((b"PK\x03\x04....xl/workbook.xml", "spreadsheet"), (b"%PDF-1.7", "PDF"), (b"PAR1", "Parquet"),
                              (b"<!DOCTYPE html>", "HTML"), (b"BZh91AY", "bzcat"), (b"nr,text\n1,a\n", "article_id")):
            with open(os.path.join(self.folder, "other.csv"), "wb") as out:
                out.write(content)
            self.assertIn(word, self.run_program("ingest", self.db, good, "other.csv", code=3).stderr)
        self.assertEqual(self.json_of("status", self.db)["articles"], 0)

    def test_members_that_nobody_reads_are_named_once(self):
        self.run_program("init", self.db)
        path = self.write("names.csv", "id,Title,text,author\n1,a,b,c\n2,d,,e\n")
        warning = self.run_program("ingest", self.db, path).stderr
        self.assertEqual(warning.count("Title"), 1)
        self.assertIn('"Title" (2; did you mean "title"?), "author" (2), "text" (1; did you mean "content"?)', warning)
        self.assertEqual([m["name"] for m in self.json_of("ingest", self.db, path)["unknown_members"]], ["Title", "author", "text"])

    def test_files_that_are_not_there(self):
        self.run_program("init", self.db)
        self.assertIn("none.jsonl", self.run_program("ingest", self.db, "none.jsonl", code=3).stderr)
        path = self.write_articles(articles(1))
        self.assertIn("none.npy", self.run_program("ingest", self.db, path, "--embeddings", "none.npy", code=3).stderr)
        self.assertIn(path, self.run_program("ingest", self.db, path, "--embeddings", path, code=3).stderr)


class Schedule(ProgramTest):
    def test_step_2_waits_until_it_is_due(self):
        self.make_reader()
        path = self.write_articles(articles(1, first_id=500), "inbox.jsonl")
        first = self.json_of("run", self.db, "--every", "1d", "--file", path)
        self.assertEqual((first["clustered"], first["ingest"]["inserted"], first["embed"]["embedded"]), (True, 4, 4))
        second = self.json_of("run", self.db, ASTERISM_EVERY="12h")
        self.assertEqual(second["clustered"], False)
        self.assertRegex(second["due_at"], r"Z$")
        self.assertEqual(self.json_of("run", self.db)["clustered"], True, "without an interval it is always due")

    def test_run_ingests_as_ingest_does(self):
        rows = [{**row, "embedding": [1.0, 0.001 * i, 0.0, 0.0] if i % 2 else [0.0, 0.0, 1.0, 0.001 * i]}
                for i, row in enumerate(articles(6))]
        self.write_articles(rows, "inbox.csv")  # the format of the settings goes before the ending
        self.write("asterism.toml", '[ingest]\nmodel = "mine"\nformat = "jsonl"\n')
        self.run_program("init", self.db, "--dimensions", "4")
        report = self.json_of("run", self.db, "--file", "inbox.csv")
        self.assertEqual((report["ingest"]["inserted"], report["ingest"]["vectors_stored"]), (24, 24))
        models = f"SELECT DISTINCT model FROM {self.reader.table('embeddings')}"
        self.assertEqual(self.reader.rows(models), [["mine"]])
        self.write_articles([{**rows[0], "id": 100}], "more.csv")
        self.run_program("run", self.db, "--file", "more.csv", "--model", "mine", "--format", "jsonl", ASTERISM_FORMAT="csv")
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('embeddings')} WHERE model = 'mine'"), "25")

    def test_step_1_may_be_a_command_of_the_users(self):
        self.make_reader()
        command = f"echo fetching; test \"$ASTERISM_DB\" = '{self.db}'"
        done = self.run_program("run", self.db, "--step1-command", command)
        self.assertIn("published", done.stdout)
        self.assertNotIn("fetching", done.stdout)
        self.assertIn("fetching", done.stderr)

    def test_a_step_1_command_that_fails_stops_the_run(self):
        self.make_reader()
        done = self.run_program("run", self.db, "--step1-command", "exit 9", code=3)
        self.run_program("run", self.db, "--step1-command", "true", "--file", "inbox.jsonl", code=2)
        self.assertIn("exit code 9", done.stderr)
        self.assertEqual(self.scalar(f"SELECT count(*) FROM {self.reader.table('cluster_runs')}"), "0")

    def test_signals_end_it_with_their_codes(self):
        self.make_reader()
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            marker = os.path.join(self.folder, f"started{code}")
            command = f"touch '{marker}'; exec sleep 600"
            process = subprocess.Popen([PROGRAM, "run", self.db, "--step1-command", command], cwd=self.folder,
                                       env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while not os.path.exists(marker) and process.poll() is None:
                time.sleep(0.02)
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, code)


class CommandLineAndConfig(ProgramTest):
    def test_unknown_words_are_usage_errors_with_a_suggestion(self):
        self.assertIn('did you mean "cluster"', self.run_program("clutser", code=2).stderr)
        self.assertIn('did you mean "--min-cluster-size"', self.run_program("cluster", self.db, "--min-clster-size", "5", code=2).stderr)
        self.assertIn("which command", self.run_program(code=2).stderr)
        self.assertIn("not a whole number", self.run_program("cluster", self.db, "--min-cluster-size", "few", code=2).stderr)

    def test_a_password_in_a_url_is_refused_and_never_repeated(self):
        for url in ("postgresql://me:hunter2@localhost/news", "postgresql://localhost/news?password=hunter2"):
            done = self.run_program("status", url, code=2)
            self.assertIn("PGPASSFILE", done.stderr)
            self.assertNotIn("hunter2", done.stderr + done.stdout)

    def test_a_password_in_the_variable_is_masked(self):
        done = self.run_program("config", ASTERISM_DB="postgresql://me:hunter2@localhost/news")
        self.assertIn("postgresql://me:***@localhost/news", done.stdout)
        self.assertNotIn("hunter2", done.stdout + done.stderr)
        gone = self.run_program("status", ASTERISM_DB="postgresql://me:hunter2@/news?host=/nonexistent", code=4)
        self.assertNotIn("hunter2", gone.stdout + gone.stderr)

    def test_flag_before_variable_before_file_before_default(self):
        self.write("asterism.toml", f'database = "{self.db}"\n[cluster]\nmin_cluster_size = 20\nmin_samples = 21\nmethod = "leaf"\n')
        found = {s["key"]: s for s in self.json_of("config", "--min-cluster-size", "40", ASTERISM_MIN_CLUSTER_SIZE="30",
                                                   ASTERISM_MIN_SAMPLES="31")["settings"]}
        self.assertEqual((found["cluster.min_cluster_size"]["value"], found["cluster.min_cluster_size"]["origin"]),
                         ("40", "--min-cluster-size"))
        self.assertEqual((found["cluster.min_samples"]["value"], found["cluster.min_samples"]["origin"]), ("31", "ASTERISM_MIN_SAMPLES"))
        self.assertEqual((found["cluster.method"]["value"], found["cluster.method"]["origin"]), ("leaf", "asterism.toml:5"))
        self.assertEqual(found["cluster.alpha"]["origin"], "default")
        self.assertEqual(found["database"]["value"], self.db)

    def test_the_file_and_the_variables_are_obeyed(self):
        self.write("my.toml", f'database = "{self.db}"\n[cluster]\nmin_cluster_size = 7\n')
        self.run_program("--config", "my.toml", "init")
        self.run_program("ingest", "--config", "my.toml", self.write_articles(articles(12)))
        self.run_program("embed", ASTERISM_DB=self.db)
        self.run_program("cluster", "--config", "my.toml", ASTERISM_MIN_SAMPLES="3")
        params = self.json_of("runs", self.db)["runs"][0]["params"]
        self.assertEqual((params["min_cluster_size"], params["min_samples"]), (7, 3))

    def test_the_file_in_the_home_folder_counts_when_there_is_none_here(self):
        os.makedirs(os.path.join(self.folder, ".config/asterism"))
        self.write(".config/asterism/config.toml", "threads = 1\n")
        found = {s["key"]: s for s in self.json_of("config")["settings"]}
        self.assertEqual(found["threads"]["value"], "1")

    def test_files_in_the_place_of_a_database_are_told_apart(self):
        for command in ("doctor", "status", "embed", "init", "run"):
            self.assertIn("asterism cluster v.npy", self.run_program(command, "v.npy", code=2).stderr)
        self.assertIn("asterism ingest DB a.jsonl", self.run_program("doctor", "a.jsonl", code=2).stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "v.npy")))

    def test_errors_in_the_file_are_usage_errors_with_their_line(self):
        self.write("asterism.toml", "[cluster]\nmin_clster_size = 5\n")
        self.assertIn('asterism.toml:2: "cluster.min_clster_size" is no setting; did you mean "cluster.min_cluster_size"?',
                      self.run_program("config", code=2).stderr)
        self.run_program("config", "--config", "/dev/null")
        self.assertIn("no config file", self.run_program("config", "--config", "none.toml", code=2).stderr)

    def test_help_and_version(self):
        self.assertIn("asterism ingest reader.db articles.jsonl", self.run_program("--help").stdout)
        self.assertIn("Examples:", self.run_program("cluster", "--help").stdout)
        self.assertRegex(self.run_program("--version").stdout, r"^asterism \d+\.\d+\.\d+$")

    def test_quiet_leaves_standard_error_empty(self):
        self.make_reader()
        self.assertEqual(self.run_program("cluster", self.db, "-q").stderr, "")

    def test_a_reader_of_the_output_that_goes_away_is_no_error(self):
        self.make_reader()
        self.run_program("cluster", self.db)
        process = subprocess.Popen([PROGRAM, "clusters", self.db, "--json"], env=self.environment(), cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        self.assertEqual((process.wait(60), process.stderr.read()), (0, b""))
        process.stderr.close()

    def test_a_full_disk_behind_standard_output_is_told(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "config"], stdout=full, stderr=subprocess.PIPE, env=self.environment(), cwd=self.folder)
        self.assertEqual(done.returncode, 11)
        self.assertIn(b"standard output", done.stderr)

    def test_a_cluster_that_is_not_there(self):
        self.make_reader()
        self.assertIn("no cluster 99", self.run_program("clusters", self.db, "99", code=3).stderr)
        self.assertIn("no cluster id", self.run_program("clusters", self.db, "x1", code=2).stderr)


class FilesAlone(ProgramTest):
    """No database at all; run once, beside the SQLite tests."""

    def setUp(self):
        super().setUp()
        self.rows = [[1.0, 0.001 * i] if i % 2 else [0.001 * i, 1.0] for i in range(40)]
        self.npy = os.path.join(self.folder, "v.npy")

    def test_labels_and_probabilities_are_written_in_row_order(self):
        write_npy(self.npy, self.rows)
        done = self.run_program("cluster", "v.npy", "--labels", "l.npy", "--probabilities", "p.npy")
        self.assertIn("40 rows, 2 clusters, 0 noise, 0 rejected", done.stdout)
        with open(os.path.join(self.folder, "l.npy"), "rb") as file:
            data = file.read()
        self.assertIn(b"'<i4'", data)
        labels = struct.unpack("<40i", data[-160:])
        self.assertEqual(labels, tuple(labels[i % 2] for i in range(40)))
        with open(os.path.join(self.folder, "p.npy"), "rb") as file:
            self.assertIn(b"'<f8'", file.read())

    def read_table(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            data = file.read()
        rows, columns = map(int, re.search(rb"'descr': '<f8', 'fortran_order': False, 'shape': \((\d+), (\d+)\)", data).groups())
        values = struct.unpack(f"<{rows * columns}d", data[-8 * rows * columns:])
        return [values[i * columns:(i + 1) * columns] for i in range(rows)]

    def test_new_rows_a_number_of_clusters_and_trees(self):
        write_npy(self.npy, self.rows + [[0.0, 0.0]])
        write_npy(os.path.join(self.folder, "new.npy"), [self.rows[1], self.rows[0], [float("nan"), 1.0], [-1.0, -1.0]])
        done = self.run_program("cluster", "v.npy", "--labels", "l.npy", "--predict", "new.npy", "--predictions", "new.csv",
                                "--condensed-tree", "c.npy", "--single-linkage", "s.npy", "--spanning-tree", "t.npy")
        self.assertIn("41 rows, 2 clusters, 0 noise, 1 rejected", done.stdout)
        self.assertIn("4 new rows, 1 noise, 1 rejected", done.stdout)
        with open(os.path.join(self.folder, "l.npy"), "rb") as file:
            labels = struct.unpack("<41i", file.read()[-164:])
        with open(os.path.join(self.folder, "new.csv"), encoding="utf-8") as file:
            placed = [int(line.split(",")[1]) for line in file.read().splitlines()[1:]]
        self.assertEqual(placed, [labels[1], labels[0], -1, -1])
        linkage = self.read_table("s.npy")
        self.assertEqual((len(linkage), linkage[-1][2:]), (40, (math.inf, 41.0)))
        self.assertEqual(len(self.read_table("t.npy")), 39)
        self.assertEqual(sorted(row[1] for row in self.read_table("c.npy") if row[1] < 41), list(range(41)))
        report = self.json_of("cluster", "v.npy", "--n-clusters", "2", "--predict", "new.npy", "--predictions", "p.npy")
        self.assertEqual((len(report["cluster_sizes"]), report["method"]), (2, "eom"))
        self.assertEqual(report["predicted"], {"rows": 4, "noise": 1, "rejected": 1})
        self.assertIn("is the nearest cut", " ".join(self.json_of("cluster", "v.npy", "--n-clusters", "30")["notes"]))

    def test_what_is_wanted_beyond_labels_is_checked_first(self):
        write_npy(self.npy, self.rows)
        write_npy(os.path.join(self.folder, "three.npy"), [[1.0, 2.0, 3.0]])
        for wanted, code, message in ((("--predict", "v.npy"), 2, "belong together"),
                                      (("--predict", "three.npy", "--predictions", "p.npy"), 3, "3 dimensions"),
                                      (("--predict", "none.npy", "--predictions", "p.npy"), 3, "none.npy"),
                                      (("--predict", "three.npy", "--predictions", "three.npy"), 2, "would be lost"),
                                      (("--condensed-tree", "v.npy"), 2, "would be lost"),
                                      (("--condensed-tree", "c.csv"), 2, ".npy"),
                                      (("--condensed-tree", "c.npy", "--spanning-tree", "./c.npy"), 2, "two names"),
                                      (("--n-clusters", "0"), 2, "at least 1"),
                                      (("--n-clusters", "2", "--algorithm", "topics"), 2, "plain HDBSCAN")):
            done = self.run_program("cluster", "v.npy", *wanted, code=code)
            self.assertIn(message, done.stderr)
        self.assertIn("not for a database", self.run_program("cluster", "r.db", "--n-clusters", "2", code=2).stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["three.npy", "v.npy"])

    def test_csv_by_the_ending_and_json(self):
        write_npy(self.npy, self.rows + [[0.0, 0.0]])
        report = self.json_of("cluster", "v.npy", "--labels", "l.csv")
        self.assertEqual((report["rejected"], report["cluster_sizes"]), (1, [20, 20]))
        with open(os.path.join(self.folder, "l.csv"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertEqual((lines[0], len(lines), lines[-1]), ("row,label,probability", 42, "40,-1,0"))

    def test_the_input_is_never_written_over(self):
        write_npy(self.npy, self.rows)
        with open(self.npy, "rb") as file:
            before = file.read()
        os.symlink("v.npy", os.path.join(self.folder, "soft.npy"))
        os.link(self.npy, os.path.join(self.folder, "hard.npy"))
        for option in ("--labels", "--probabilities"):
            for name in ("v.npy", "./v.npy", self.npy, "soft.npy", "hard.npy"):
                self.assertIn("would be lost", self.run_program("cluster", "v.npy", option, name, code=2).stderr)
        self.run_program("cluster", "soft.npy", "--labels", "v.npy", code=2)
        with open(self.npy, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_outputs_are_refused_before_the_work(self):
        write_npy(self.npy, self.rows)
        os.mkdir(os.path.join(self.folder, "folder.csv"))
        os.symlink("l.csv", os.path.join(self.folder, "soft.csv"))
        for outputs, why in ((("l.csv", "l.csv"), "same file"), (("l.csv", "./l.csv"), "same file"), (("soft.csv", "l.csv"), "same file"),
                             (("l.txt", "p.csv"), "neither in .npy nor in .csv"), (("l.csv", "p"), "neither in .npy nor in .csv"),
                             (("folder.csv", "p.csv"), "folder"), (("none/l.csv", "p.csv"), "No such file"), (("l.csv", ""), "empty")):
            done = self.run_program("cluster", "v.npy", "--labels", outputs[0], "--probabilities", outputs[1], code=2)
            self.assertIn(why, done.stderr)
            self.assertNotIn(" info ", done.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["folder.csv", "soft.csv", "v.npy"])

    def test_links_rights_pipes_and_devices_stay_what_they_are(self):
        write_npy(self.npy, self.rows)
        path = lambda name: os.path.join(self.folder, name)
        self.write("real.csv", "old")
        os.chmod(path("real.csv"), 0o600)
        os.symlink("real.csv", path("link.csv"))
        os.mkfifo(path("pipe.npy"))
        reader = subprocess.Popen(["cat", "pipe.npy"], stdout=subprocess.PIPE, cwd=self.folder)
        self.run_program("cluster", "v.npy", "--labels", "link.csv", "--probabilities", "pipe.npy")
        self.assertIn(b"'<f8'", reader.communicate(timeout=60)[0])
        self.assertTrue(os.path.islink(path("link.csv")) and stat.S_ISFIFO(os.stat(path("pipe.npy")).st_mode))
        self.assertEqual(stat.S_IMODE(os.stat(path("real.csv")).st_mode), 0o600)
        with open(path("real.csv"), encoding="utf-8") as file:
            self.assertEqual(file.readline(), "row,label,probability\n")
        self.run_program("cluster", "v.npy", "--labels", "/dev/null")
        self.run_program("cluster", "v.npy", "--labels", "/dev/full", code=11)
        for device in ("/dev/null", "/dev/full"):
            self.assertTrue(stat.S_ISCHR(os.stat(device).st_mode))
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".tmp")], [])

    def test_labels_on_standard_output_have_it_for_themselves(self):
        write_npy(self.npy, self.rows)
        done = self.run_program("cluster", "v.npy", "--labels", "/dev/stdout")
        lines = done.stdout.splitlines()
        self.assertEqual((lines[0], len(lines), lines[-1][:3]), ("row,label,probability", 41, "39,"))
        self.assertIn("40 rows, 2 clusters", done.stderr)
        self.assertIn("--json", self.run_program("cluster", "v.npy", "--labels", "/dev/stdout", "--json", code=2).stderr)
        with open(os.path.join(self.folder, "all.csv"), "w", encoding="utf-8") as out:  # as the shell's >
            out.write("before\n")
            out.flush()
            subprocess.run([PROGRAM, "cluster", "v.npy", "--labels", "/dev/stdout", "-q"], stdout=out, cwd=self.folder,
                           env=self.environment(), check=True)
        with open(os.path.join(self.folder, "all.csv"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "before\n" + done.stdout)
        write_npy(self.npy, self.rows * 400)
        early = subprocess.Popen([PROGRAM, "cluster", "v.npy", "--labels", "/dev/stdout", "-q"], stdout=subprocess.PIPE,
                                 cwd=self.folder, env=self.environment())
        early.stdout.close()
        self.assertEqual(early.wait(timeout=60), 0, "who reads a pipe may leave early")

    def test_what_options_made_of_it_is_said_beside_the_counts(self):
        write_npy(self.npy, self.rows)
        for options, note in ((("--min-cluster-size", "41"), "--min-cluster-size 41 is more than the 40 vectors"),
                              (("--min-samples", "2147483647"), "is more than the 39 neighbours"),
                              (("--max-cluster-size", "19"), "made noise of 40 vectors in 2 larger clusters")):
            done = self.run_program("cluster", "v.npy", "--labels", "l.npy", "-q", *options)
            self.assertIn("0 clusters, 40 noise", done.stdout)
            self.assertIn(note, done.stdout)
            self.assertIn(note, done.stderr)
            self.assertIn(note, self.json_of("cluster", "v.npy", *options)["notes"][0])
        self.assertEqual(self.json_of("cluster", "v.npy", "--max-cluster-size", "19")["limit_losses"], {"clusters": 2, "rows": 40})
        self.assertEqual(self.json_of("cluster", "v.npy")["notes"], [])

    def test_an_empty_or_too_large_value_is_named(self):
        write_npy(self.npy, self.rows)
        for option in ("--min-cluster-size", "--min-samples", "--max-cluster-size", "--threads", "--alpha", "--cluster-selection-epsilon",
                       "--method", "--metric", "--ties"):
            self.assertIn(f"{option}: the value is empty", self.run_program("cluster", "v.npy", option, "", code=2).stderr)
        too_large = self.run_program("cluster", "v.npy", "--min-samples", str(2**63 - 1), code=2).stderr
        self.assertIn("is more than 2147483647", too_large)
        self.run_program("cluster", "v.npy", ASTERISM_MIN_CLUSTER_SIZE="")  # an empty variable is an unset one

    def test_thousands_of_threads_are_not_started(self):
        write_npy(self.npy, self.rows)
        began = time.monotonic()
        self.run_program("cluster", "v.npy", "--labels", "many.csv", "--threads", "5000")
        self.assertLess(time.monotonic() - began, 20)
        self.run_program("cluster", "v.npy", "--labels", "one.csv", "--threads", "1")
        with open(os.path.join(self.folder, "many.csv"), "rb") as many, open(os.path.join(self.folder, "one.csv"), "rb") as one:
            self.assertEqual(many.read(), one.read())

    def test_peak_memory_is_the_programs_own_and_not_its_parents(self):
        write_npy(self.npy, self.rows)
        held = bytearray(b"x") * (400 << 20)
        report = self.json_of("cluster", "v.npy")
        self.assertEqual(len(held), 400 << 20)
        for stage in report["stages"]:
            self.assertTrue(1 << 20 < stage["peak_bytes"] < 250 << 20, stage)

    def test_strict_and_wrong_uses(self):
        write_npy(self.npy, self.rows + [[0.0, 0.0]])
        self.assertIn("row 40 (zero_norm)", self.run_program("cluster", "v.npy", "--strict", code=3).stderr)
        self.assertIn("--dry-run", self.run_program("cluster", "v.npy", "--dry-run", code=2).stderr)
        self.assertIn("cluster_assignments", self.run_program("cluster", self.db, "--labels", "l.npy", code=2).stderr)
        self.run_program("cluster", "none.npy", code=3)


class OtherVersions(ProgramTest):
    def setUp(self):
        super().setUp()
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "store", "version_1", self.reader.kind + ".sql")
        with open(path, encoding="utf-8") as dump:
            self.reader.restore(dump.read())

    def counter(self, name):
        return self.scalar(f"SELECT value FROM {self.reader.table('counters')} WHERE name = '{name}'")

    def test_an_older_reader_is_refused_by_everything_but_init_which_upgrades_it(self):
        lines = self.write_articles([{"id": 7, "title": "Fog over the harbour"}])
        for command in (["status"], ["runs"], ["clusters"], ["clusters", "2"], ["cluster"], ["embed"], ["ingest", lines],
                        ["run", "--every", "1d"], ["label", "2", "Weather"], ["themes"], ["doctor"]):
            done = self.run_program(command[0], self.db, *command[1:], code=9)
            self.assertIn("older version", done.stdout + done.stderr, command)
            self.assertIn("asterism init", done.stdout + done.stderr, command)
        self.assertEqual(self.counter("schema_version"), "1")
        self.run_program("init", self.db)
        self.assertEqual(self.counter("schema_version"), "2")
        self.assertEqual([run["status"] for run in self.json_of("runs", self.db)["runs"]],
                         ["dry", "failed", "published", "superseded"])
        self.run_program("ingest", self.db, lines)
        self.run_program("embed", self.db, "--remove")
        self.run_program("cluster", self.db, "--min-cluster-size", "2")
        self.assertEqual(self.json_of("status", self.db)["last_published"]["run_id"], 5)
        self.assertEqual(self.json_of("doctor", self.db)["schema"], 1)

    def test_a_newer_reader_is_left_alone(self):
        self.reader.execute(f"UPDATE {self.reader.table('counters')} SET value = 99 WHERE name = 'schema_version'")
        for command in ("status", "cluster", "embed", "runs", "init"):
            self.assertIn("version 99", self.run_program(command, self.db, code=9).stderr)


class SqliteOnly(ProgramTest):
    def test_a_database_that_is_not_there_is_not_made_by_looking(self):
        done = self.run_program("status", "none.db", code=9)
        self.assertIn("asterism init none.db", done.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "none.db")))

    def test_a_read_only_file_can_be_looked_at_but_not_written(self):
        self.make_reader()
        self.run_program("cluster", self.db)
        os.chmod(self.db, 0o444)
        # Root may write everything; without its capabilities it may not.
        prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        status = subprocess.run([*prefix, PROGRAM, "status", self.db], capture_output=True, env=self.environment())
        self.assertEqual(status.returncode, 0, status.stderr)
        refused = subprocess.run([*prefix, PROGRAM, "cluster", self.db], capture_output=True, env=self.environment())
        self.assertIn(refused.returncode, (5, 11), refused.stderr)
        self.assertIn(b"reader.db", refused.stderr)

    def test_a_folder_that_takes_no_files_can_be_looked_into(self):
        folder = os.path.join(self.folder, "50%?#")
        os.mkdir(folder)
        self.reader.location = self.db = os.path.join(folder, "reader.db")
        self.make_reader()
        self.run_program("cluster", self.db)
        self.assertEqual(os.listdir(folder), ["reader.db"], "the log went with the last connection")
        os.chmod(self.db, 0o444)
        os.chmod(folder, 0o555)
        self.addCleanup(os.chmod, folder, 0o755)
        prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        for command in ("status", "doctor", "themes", "clusters", "runs"):
            done = subprocess.run([*prefix, PROGRAM, command, self.db], capture_output=True, env=self.environment(), text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("write-ahead", done.stdout + done.stderr)
        refused = subprocess.run([*prefix, PROGRAM, "cluster", self.db], capture_output=True, env=self.environment())
        self.assertIn(refused.returncode, (4, 5, 11), refused.stderr)

    def test_a_path_that_leads_nowhere_is_told_as_such(self):
        for path, said in (("no/x.db", "no folder"), (".", "is a folder")):
            for command in ("status", "init", "cluster"):
                self.assertIn(said, self.run_program(command, path, code=2).stderr)
            self.assertIn(said, self.run_program("doctor", path, code=9).stdout)
        self.run_program("init", self.db)
        self.assertIn("no schemas", self.run_program("status", self.db, "--schema", "news").stderr)

    def test_a_damaged_file_is_called_so_with_the_way_out(self):
        self.make_reader()
        self.run_program("cluster", self.db)
        size = os.path.getsize(self.db)
        with open(self.db, "r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        self.assertIn(".recover", self.run_program("status", self.db, code=3).stderr)
        self.assertIn(".recover", self.run_program("doctor", self.db, code=9).stdout)

    def test_a_file_that_is_no_database(self):
        path = self.write("notes.db", "these are notes, long enough to be looked at\n" * 100)
        self.assertIn("notes.db", self.run_program("status", path, code=3).stderr)

    def test_doctor_finds_what_is_missing(self):
        self.make_reader()
        self.reader.execute("DROP TABLE cluster_events; DROP TABLE run_clusters")
        done = self.run_program("doctor", self.db, code=9)
        self.assertIn("error", done.stdout)


class PostgresOnly(ProgramTest):
    def test_layers_are_the_same_in_sqlite_through_a_history(self):
        twin = SqliteReader(self.folder)
        tables = {"cluster_assignments": "run_id, article_id, label, cluster_id, story, story_id, how",
                  "run_layer_clusters": "run_id, layer, label, parent, cluster_id, parent_id, article_count",
                  "layer_clusters": "cluster_id, layer, parent_id, article_count, retired_at IS NULL"}
        seen = []
        for reader in (self.reader, twin):
            self.run_program("init", reader.location, "--dimensions", "3")
            for count, first, options in ((70, 0, ()), (10, 70, ("--algorithm", "topics")), (40, 80, ())):
                self.ingest_nested(reader.location, count, first)
                if first:
                    self.run_program("assign", reader.location)
                self.run_program("cluster", reader.location, "--min-cluster-size", "5", *options)
            rows = [reader.rows(f"SELECT {columns} FROM {reader.table(table)} ORDER BY 1, 2, 3") for table, columns in tables.items()]
            rows[2] = [row[:-1] + [row[-1] in ("t", "1")] for row in rows[2]]
            tree = self.json_of("clusters", reader.location, "--tree")
            seen.append((rows, re.sub(r'"(first|last)_seen": "[^"]*"', "", json.dumps(tree, sort_keys=True))))
        self.assertEqual(seen[0], seen[1])
        self.assertGreater(len(seen[0][0][2]), 8)

    def test_a_server_that_is_not_there(self):
        self.assertIn("/nonexistent", self.run_program("status", "postgresql:///news?host=/nonexistent", code=4).stderr)

    def test_a_role_without_rights(self):
        self.make_reader()
        role = f"asterism_guest_{os.getpid()}"
        self.reader.execute(f"DROP ROLE IF EXISTS {role}; CREATE ROLE {role} LOGIN")
        try:
            url = self.db.replace("://asterism@", f"://{role}@")
            self.run_program("cluster", url, code=5)
        finally:
            self.reader.execute(f"DROP ROLE {role}")

    def test_rows_hidden_by_row_level_security_are_an_error_until_a_policy_shows_them(self):
        self.make_reader()
        role = f"asterism_tenant_{os.getpid()}"
        self.reader.execute(f"DROP ROLE IF EXISTS {role}; CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA reader TO {role}; "
                            f"GRANT ALL ON ALL TABLES IN SCHEMA reader TO {role}; ALTER TABLE reader.articles ENABLE ROW LEVEL SECURITY; "
                            "CREATE POLICY part ON reader.articles USING (article_id <= 40)")
        try:
            url = self.db.replace("://asterism@", f"://{role}@")
            for command in ("cluster", "embed", "status"):
                refused = self.run_program(command, url, code=5)
                self.assertIn("a run must see every row", refused.stderr)
                self.assertIn('CREATE POLICY asterism ON "reader"."articles"', refused.stderr)
            found = [f for f in self.json_of("doctor", url, code=9)["findings"] if "row-level security" in f["what"]]
            self.reader.execute("DROP POLICY part ON reader.articles; " + found[0]["mend"].split(";")[0])
            self.assertIn("published: 80 articles, 4 clusters", self.run_program("cluster", url).stdout)
            self.assertEqual(self.scalar("SELECT count(cluster_id) FROM reader.articles"), "80")
        finally:
            self.reader.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")

    def test_indexes_for_nearest_neighbours_are_there(self):
        self.make_reader()
        found = self.scalar("SELECT count(*) FROM pg_indexes WHERE schemaname = 'reader' AND indexdef LIKE '%hnsw%'")
        self.assertEqual(found, "2")


def load_tests(loader, _tests, _pattern):
    classes = [TheWholeJob, BadRows, OthersVectors, BadArticles, Schedule, CommandLineAndConfig, OtherVersions]
    classes += [FilesAlone, SqliteOnly] if READER is SqliteReader else [PostgresOnly]
    return unittest.TestSuite(loader.loadTestsFromTestCase(one) for one in classes)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    READER = {"sqlite": SqliteReader, "postgres": PostgresReader}[sys.argv.pop(1)]
    unittest.main()
