"""Interrupts clusterings at random moments: the program must end soon, and nothing half-done may stay behind.

Usage: interrupts.py PROGRAM sqlite|postgres [-n COUNT] [--rows N] [--dimensions D] [--seed S] [--limit SECONDS]
COUNT interruptions (default 20) go to the clustering of a file, as many again to that of a database, every other one by
SIGTERM, and as many to `assign`, every third one by SIGKILL, which afterwards has to finish what was begun. Prints how long the program took to end; --limit makes more than so many seconds a failure, which the test suite
leaves out because its machine may be busy with other things. Standard library only.
"""

import argparse
import array
import json
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time

from readers import PostgresReader, SqliteReader

HANGS_AFTER = 120  # seconds


def write_vectors(path, rows, dimensions, pick):
    """Rows around some centres, with exact copies among them."""
    centres = [[pick.gauss(0, 1) for _ in range(dimensions)] for _ in range(max(2, rows // 300))]
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {dimensions}), }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    with open(path, "wb") as out:
        out.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        row = b""
        for _ in range(rows):
            if not row or pick.random() > 0.05:
                row = array.array("f", [x + pick.random() - 0.5 for x in pick.choice(centres)]).tobytes()
            out.write(row)


class Interrupter:
    def __init__(self, program, folder, pick):
        self.program, self.folder, self.pick = program, folder, pick
        self.slowest, self.outcomes = 0.0, {}
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("ASTERISM_", "XDG_"))}
        self.environment["HOME"] = folder

    def run(self, *arguments):
        began = time.monotonic()
        subprocess.run([self.program, *arguments, "-q"], check=True, cwd=self.folder, env=self.environment,
                       stdout=subprocess.DEVNULL)
        return time.monotonic() - began

    def interrupt(self, number, longest, *arguments, signals=(signal.SIGINT, signal.SIGTERM)):
        """Starts, waits for a random while, sends a signal. Returns whether the program had been quicker."""
        sent = signals[number % len(signals)]
        started = subprocess.Popen([self.program, *arguments], cwd=self.folder, env=self.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(self.pick.uniform(0, longest))
        finished_before = started.poll() is not None
        at = time.monotonic()
        started.send_signal(sent)
        try:
            _, said = started.communicate(timeout=HANGS_AFTER)
        except subprocess.TimeoutExpired:
            started.kill()
            raise SystemExit(f"{' '.join(arguments)} does not end on {sent.name}")
        if not finished_before:
            self.slowest = max(self.slowest, time.monotonic() - at)
        code = started.returncode
        too_early = code == -sent and not said  # the signal came before the program could listen
        if code not in (0, 128 + sent) and not too_early and (code, sent) != (-signal.SIGKILL, signal.SIGKILL):
            raise SystemExit(f"{' '.join(arguments)} ended with {code} on {sent.name}:\n{said.decode()}")
        self.outcomes[code] = self.outcomes.get(code, 0) + 1
        return code == 0


def check(holds, message):
    if not holds:
        raise SystemExit(message)


def files(interrupter, vectors, count):
    labels = os.path.join(interrupter.folder, "labels.npy")
    job = ("cluster", vectors, "--labels", labels, "--probabilities", "p.csv")
    usual = interrupter.run(*job)
    whole = {name: os.path.getsize(os.path.join(interrupter.folder, name)) for name in ("labels.npy", "p.csv")}
    for name in whole:
        os.remove(os.path.join(interrupter.folder, name))
    before = set(os.listdir(interrupter.folder))
    for number in range(count):
        interrupter.interrupt(number, 1.1 * usual, *job)
        for name in set(os.listdir(interrupter.folder)) - before:
            path = os.path.join(interrupter.folder, name)
            check(name in whole and os.path.getsize(path) == whole[name], f"half a file was left behind: {name}")
            os.remove(path)


def database(interrupter, reader, vectors, rows, count):
    articles = os.path.join(interrupter.folder, "articles.jsonl")
    with open(articles, "w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            out.write(json.dumps({"id": number, "title": f"Report {number % 97} on topic {number % 89}"}) + "\n")
    dimensions = str(interrupter.dimensions)
    interrupter.run("init", reader.location, "--dimensions", dimensions)
    interrupter.run("ingest", reader.location, articles, "--embeddings", vectors)
    usual = interrupter.run("cluster", reader.location)
    published = 1
    for number in range(count):
        published += interrupter.interrupt(number, 1.1 * usual, "cluster", reader.location)
        runs = reader.rows(f"SELECT status, count(*) FROM {reader.table('cluster_runs')} GROUP BY status")
        by_status = {status: int(runs_so) for status, runs_so in runs}
        check(set(by_status) <= {"published", "superseded", "failed"}, f"a run was left behind: {by_status}")
        check(by_status["published"] == 1 and by_status.get("superseded", 0) == published - 1, f"runs: {by_status}")
        odd = reader.rows(f"SELECT run_id FROM {reader.table('cluster_assignments')} GROUP BY run_id "
                          f"HAVING count(*) <> {rows}")
        check(not odd, f"half a run was stored: {odd}")


def ingest_more(interrupter, reader, vectors, first, count):
    """Articles with ids from `first` on, each at the place of one that is there."""
    size = 4 * interrupter.dimensions
    with open(vectors, "rb") as file:
        content = file.read(10)
        file.seek(10 + struct.unpack("<H", content[8:10])[0])
        values = [array.array("f", file.read(size)).tolist() for _ in range(count)]
    path = os.path.join(interrupter.folder, "more.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for number, vector in enumerate(values):
            out.write(json.dumps({"id": first + number, "title": "More", "embedding": vector}) + "\n")
    interrupter.run("ingest", reader.location, path)


def counts_agree(reader):
    """Clusters, the run's clusters and the run count what articles and assignments hold."""
    clusters, articles, assigned = (reader.table(name) for name in ("clusters", "articles", "cluster_assignments"))
    runs, run_clusters = reader.table("cluster_runs"), reader.table("run_clusters")
    published = f"(SELECT run_id FROM {runs} WHERE status = 'published')"
    wrong = reader.rows(f"SELECT cluster_id FROM {clusters} AS c WHERE retired_at IS NULL AND article_count <> "
                        f"(SELECT count(*) FROM {articles} AS a WHERE a.cluster_id = c.cluster_id)")
    wrong += reader.rows(f"SELECT label FROM {run_clusters} AS c WHERE run_id = {published} AND article_count <> "
                         f"(SELECT count(*) FROM {assigned} AS a WHERE a.run_id = c.run_id AND a.label = c.label)")
    wrong += reader.rows(f"SELECT run_id FROM {runs} AS r WHERE status = 'published' AND article_count <> "
                         f"(SELECT count(*) FROM {assigned} AS a WHERE a.run_id = r.run_id)")
    check(not wrong, f"counts are off: {wrong}")


def assigning(interrupter, reader, vectors, rows, count):
    """After `database`: its reader, with a published run."""
    def placed():
        return int(reader.rows(f"SELECT count(*) FROM {reader.table('cluster_assignments')} WHERE how = 'incremental'")[0][0])
    at_once, done = 40, 0
    interrupter.run("cluster", reader.location)
    for number in range(-1, count):
        ingest_more(interrupter, reader, vectors, rows + done + 1, at_once)
        if number < 0:
            usual = interrupter.run("assign", reader.location)
        else:
            signals = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
            interrupter.interrupt(number, 1.1 * usual, "assign", reader.location, signals=signals)
            reader.wait_for_others()
            check(placed() in (done, done + at_once), "half of the articles were placed")
            counts_agree(reader)
            interrupter.run("assign", reader.location)
        done += at_once
        check(placed() == done, f"{placed()} of {done} articles were placed")
        counts_agree(reader)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("store", choices=["sqlite", "postgres"])
    parser.add_argument("-n", "--count", type=int, default=20)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--dimensions", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float)
    given = parser.parse_args()
    pick = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="asterism-interrupts-") as folder:
        vectors = os.path.join(folder, "vectors.npy")
        write_vectors(vectors, given.rows, given.dimensions, pick)
        reader = (SqliteReader if given.store == "sqlite" else PostgresReader)(folder)
        try:
            for name in ("file", "database", "assign"):
                interrupter = Interrupter(given.program, folder, pick)
                interrupter.dimensions = given.dimensions
                if name == "file":
                    files(interrupter, vectors, given.count)
                elif name == "assign":
                    assigning(interrupter, reader, vectors, given.rows, given.count)
                else:
                    database(interrupter, reader, vectors, given.rows, given.count)
                print(f"{name}: {given.count} signals, exit codes {dict(sorted(interrupter.outcomes.items()))}, "
                      f"slowest end {interrupter.slowest:.2f} s")
                check(given.limit is None or interrupter.slowest <= given.limit, f"slower than {given.limit} s")
        finally:
            reader.drop()


if __name__ == "__main__":
    sys.exit(main())
