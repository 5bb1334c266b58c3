"""The kinds of input that mutations.py damages, and what must hold after each run."""

import contextlib
import csv
import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import tempfile

import damage

PASSWORD = "s3cret-7pw"
# One word of each title that occurs nowhere else.
MARKERS = ["ambergris", "bellwether", "carapace", "dirigible", "escarpment", "fandango"]
RECORDS = [
    {"id": 1, "title": f"{MARKERS[0]} rises", "summary": "plain words, a comma", "url": "https://example.org/1", "published": "2024-05-01T10:20:30Z"},
    {"id": 2, "title": f'the "{MARKERS[1]}" quoted', "summary": "two\nlines", "url": "", "published": "Wed, 01 May 2024 10:20:30 +0200"},
    {"id": 3, "title": f"{MARKERS[2]} größer 日本語", "summary": "", "url": "https://example.org/3?a=b&c=d", "published": "2024-05-01"},
    {"id": 4, "title": f"{MARKERS[3]} again", "summary": "text " * 20, "url": "", "published": ""},
    {"id": 5, "title": f"{MARKERS[4]}; a semicolon\ta tab", "summary": "x", "url": "u", "published": "2024-05-01 10:20:30.5+02"},
    {"id": 102, "title": f"{MARKERS[5]} is there already", "summary": "changed", "url": "", "published": "1 May 2024 10:20:30 GMT"},
]
VECTORS = [[1, 0, 0, 0], [0.5, -0.25, 0.125, 1e-3], [0, 0, 1, 0.1], [3, 4, 0, 0], [0.1, 0.2, 0.3, 0.4], [0, 1, 0, 0]]
DATES = ["2024-05-01", "2024-05-01T10:20:30Z", "2024-05-01T10:20:30.123456+02:00", "2024-05-01 10:20", "20240501T102030Z", "1714551630",
         "1714551630000", "Wed, 01 May 2024 10:20:30 +0200", "Wed, 1 May 24 10:20:30 EST", "01 May 2024 10:20:30 GMT", "1-MAY-2024 10:20:30.55",
         "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "2024-02-29T24:00:00Z", "2016-12-31T23:59:60Z"]
TOML = f"""\
database = "postgresql://bob:{PASSWORD}@127.0.0.1:1/db?connect_timeout=1"
every = "1d"
threads = 2
strict = true
[cluster]
min_cluster_size = 25
min_samples = 5
method = "leaf"
cluster_selection_epsilon = 0.25
metric = "cosine"
[step1]
files = ["inbox.jsonl", "more.csv"]
command = "psql 'host=db password={PASSWORD}' -c 'select 1'"
[tables]
schema = "reader"
title_column = "headline"
[labels]
titles = 3
""".encode()
ADDRESSES = [f"postgresql://bob:{PASSWORD}@127.0.0.1:1/db?connect_timeout=1", f"POSTGRES://bob:{PASSWORD}@127.0.0.1:1/db",
             f"postgresql://bob@127.0.0.1:1/db?sslmode=disable&password={PASSWORD}", f"host=127.0.0.1 port=1 dbname=db user=bob password={PASSWORD}",
             f"dbname = db password = '{PASSWORD}' host = '127.0.0.1' port = 1", f"postgresql+psycopg2://bob:{PASSWORD}@127.0.0.1:1/db",
             f"Server=127.0.0.1;Port=1;User Id=bob;Password={PASSWORD};", "service=asterism-none", "reader.db", "./a=b.db", "sqlite:///reader.db"]
NASTY = ["", " ", "0", "-1", "1", "2", "+5", "05", "5.0", "1e2", "0x10", "nan", "inf", "-inf", "2147483647", "2147483648", "9223372036854775807",
         "9223372036854775808", "1e400", "1e-400", "ten", "٣", "10 ", "1,000", "true", "eom", "leaf", "cosine", "1d", "none", "\x7f", "é", "x" * 200]
FLAGS = ["--min-cluster-size", "--min-samples", "--method", "--cluster-selection-epsilon", "--max-cluster-size", "--alpha", "--metric", "--ties", "--threads"]

state = {}


def npy(rows, descr="<f4", fortran=False, version=1):
    kind = {"f2": "e", "f4": "f", "f8": "d"}[descr[1:]]
    header = f"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': ({len(rows)}, {len(rows[0])}), }}"
    prefix = 10 if version == 1 else 12
    header += " " * (63 - (prefix + len(header)) % 64) + "\n"
    size = struct.pack("<H" if version == 1 else "<I", len(header))
    columns = list(zip(*rows)) if fortran else rows
    return b"\x93NUMPY" + bytes([version, 0]) + size + header.encode() + b"".join(struct.pack(f"{descr[0]}{len(row)}{kind}", *row) for row in columns)


def bundles(pick, count=40):
    return [[1.0, pick.random() / 50, 0.0, 0.0] if i % 2 else [0.0, 0.0, 1.0, pick.random() / 50] for i in range(count)]


def jsonl(records=RECORDS):
    return "".join(json.dumps(r | {"embedding": VECTORS[k % 6]}, ensure_ascii=k % 2 == 0) + "\n" for k, r in enumerate(records)).encode()


def csv_text():
    out = io.StringIO()
    writer = csv.DictWriter(out, list(RECORDS[0]) + ["embedding"])
    writer.writeheader()
    for record, vector in zip(RECORDS, VECTORS):
        writer.writerow(record | {"embedding": json.dumps(vector)})
    return out.getvalue().encode()


class Sqlite:
    """A copy of the reader that was prepared."""

    def __init__(self, trial):
        self.path = self.location = trial.path("reader.db")
        shutil.copy(state["template"], self.path)

    def dump(self):
        connection = sqlite3.connect(self.path)
        try:
            return sorted(connection.iterdump())
        finally:
            connection.close()

    def articles(self):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute("SELECT article_id, title, published_at FROM articles ORDER BY article_id").fetchall()
        finally:
            connection.close()


class Postgres:
    """One database for all trials, brought back to the same state for each."""

    def __init__(self, trial):
        self.trial = trial
        self.location = state["postgres"]
        self.sql("TRUNCATE reader.articles CASCADE; INSERT INTO reader.articles (article_id, title) VALUES (101, 'a'), (102, 'b')")

    def sql(self, text):
        return psql(self.location, text)

    def dump(self):
        return self.sql("SELECT a, e.embedding, e.model FROM reader.articles a LEFT JOIN reader.embeddings e USING (article_id) ORDER BY article_id")

    def articles(self):
        text = self.sql("SELECT json_build_array(article_id, title, published_at) FROM reader.articles ORDER BY article_id")
        return [json.loads(line) for line in text.splitlines()]


def psql(location, text):
    command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", location, "-c", text]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def prepared(program):
    with tempfile.TemporaryDirectory(prefix="asterism-mutations-") as folder:
        def run(*arguments):
            subprocess.run([program, *arguments], check=True, capture_output=True, cwd=folder, env={"HOME": folder, "PATH": os.environ["PATH"]})
        state["template"] = os.path.join(folder, "template.db")
        run("init", "template.db", "--dimensions", "4")
        with open(os.path.join(folder, "first.jsonl"), "wb") as out:
            out.write(jsonl([{"id": 101, "title": "a"}, {"id": 102, "title": "b"}]))
        run("ingest", "template.db", "first.jsonl")
        server = os.environ.get("ASTERISM_TEST_POSTGRES")
        if server:
            name = f"asterism_mutations_{os.getpid()}"
            psql(server, f"CREATE DATABASE {name}")
            state["postgres"] = server.replace("/postgres?", f"/{name}?")
            run("init", state["postgres"], "--dimensions", "4")
        try:
            yield
        finally:
            if server:
                psql(server, f"DROP DATABASE {name} WITH (FORCE)")


def check_accounts(trial, out, rows_before, rows_after):
    """Every record of an ingest is stored or said to be left out."""
    try:
        report = json.loads(out)
    except ValueError:
        return trial.fault("no JSON on standard output")
    stored = report["inserted"] + report["updated"] + report["unchanged"]
    if report["records"] != stored + report["bad_records"] + report["repeated_ids"]:
        trial.fault("the sums of records do not add up")
    if len(rows_after) - len(rows_before) != report["inserted"]:
        trial.fault("not as many rows as it says")
    if len(report["problems"]) < min(10, report["bad_records"]):
        trial.fault("records left out without a line that names them")
    return report


def lost_markers(data, rows):
    """Words of titles that are in the input and not in the table."""
    titles = "".join(row[1] or "" for row in rows)
    return [m for m in MARKERS if (m.encode() in data or m.encode("utf-16-le") in data or m.encode("utf-16-be") in data) and m not in titles]


def ingest(trial, store, name, data, *more):
    reader = trial.reader = store(trial)
    path = trial.write(name, data)
    before, rows_before, files = reader.dump(), reader.articles(), sorted(os.listdir(trial.folder))
    out = trial.run("ingest", name, "--json", "-q", *more, ASTERISM_DB=reader.location)
    rows = reader.articles()
    with open(path, "rb") as again:
        if again.read() != data:
            trial.fault("the input was changed")
    if sorted(f for f in os.listdir(trial.folder) if not f.startswith("reader.db-")) != files:
        trial.fault(f"it left {os.listdir(trial.folder)}")
    if trial.code != 0:
        if reader.dump() != before:
            trial.fault("refused, and yet something was written")
        return None
    report = check_accounts(trial, out, rows_before, rows)
    lost = lost_markers(data, rows)
    if report and lost and not (report["bad_records"] or report["cut_off"] or report["repeated_ids"] or trial.said.strip()):
        trial.fault(f"nothing is said of {lost}")
    return report


def csv_kind(trial, store=Sqlite):
    ingest(trial, store, "input.csv", damage.damaged(trial.pick, csv_text()), *trial.pick.choice([(), (), ("--strict",), ("--format", "csv")]))


def jsonl_kind(trial, store=Sqlite):
    ingest(trial, store, "input.jsonl", damage.damaged(trial.pick, jsonl()), *trial.pick.choice([(), (), ("--strict",)]))


def dates_kind(trial, store=Sqlite):
    """Damaged dates in records that are sound: each record is stored, with a date that a calendar has or a count that says no."""
    dates = [damage.damaged(trial.pick, trial.pick.choice(DATES).encode(), damage.SMALL, whole=False).decode("utf-8", "replace") for _ in range(10)]
    records = [{"id": 1000 + k, "title": f"article {k}", "published": date} for k, date in enumerate(dates)]
    report = ingest(trial, store, "dates.jsonl", "".join(json.dumps(r) + "\n" for r in records).encode())
    if trial.code != 0:
        trial.fault("dates alone must not refuse a file")
    if not report:
        return
    stored = [row[2] for row in trial.reader.articles() if row[0] >= 1000]
    if len(stored) != 10:
        trial.fault(f"{len(stored)} of 10 articles stored")
    empty = sum(not date.strip() for date in dates)
    without = sum(date is None for date in stored)
    if not report["dates_ignored"] <= without <= report["dates_ignored"] + empty:
        trial.fault(f"{without} without a date, {report['dates_ignored']} said to be")
    for date in stored:
        if date is not None and not ("0001" <= date[:4] <= "9999" and date[4] == "-"):
            trial.fault(f"the date {date}")


def any_npy(pick, rows):
    return npy(rows, pick.choice(["<f4", "<f4", ">f4", "<f8", "<f2"]), pick.random() < 0.2, pick.choice([1, 1, 2, 3]))


def npy_cluster_kind(trial):
    whole = any_npy(trial.pick, bundles(trial.pick))
    how = trial.pick.randrange(3)
    if how == 0:
        data = damage.damaged(trial.pick, whole)
    elif how == 1:  # the header is the smaller and the more delicate part
        data = damage.damaged(trial.pick, whole[:128], whole=False) + whole[128:]
    else:
        data = whole[:128] + damage.damaged(trial.pick, whole[128:], damage.IN_PLACE, whole=False)
    path = trial.write("v.npy", data)
    out = trial.run("cluster", "v.npy", "--labels", "l.npy", "--probabilities", "p.csv", "--min-cluster-size", "3", "--json", "-q", *trial.pick.choice([(), ("--strict",)]))
    made = sorted(set(os.listdir(trial.folder)) - {"v.npy"})
    with open(path, "rb") as again:
        if again.read() != data:
            trial.fault("the input was changed")
    if trial.code != 0 and made:
        trial.fault(f"refused, and yet it wrote {made}")
    if trial.code == 0:
        report = json.loads(out)
        with open(trial.path("p.csv")) as rows:
            count = len(rows.readlines()) - 1
        if made != ["l.npy", "p.csv"] or count != report["articles"] or os.path.getsize(trial.path("l.npy")) != 128 + 4 * count:
            trial.fault("the labels are not one a row")


def npy_ingest_kind(trial):
    trial.write("v.npy", damage.damaged(trial.pick, any_npy(trial.pick, VECTORS), trial.pick.choice([damage.ALL, damage.IN_PLACE]), whole=False))
    plain = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()
    report = ingest(trial, Sqlite, "input.jsonl", plain, "--embeddings", "v.npy")
    if report and report["vectors_stored"] + report["vectors_left_out"] != len(RECORDS):
        trial.fault("vectors lost without a word")


def shows_password(trial, text):
    """Where the damage has left what marks a password as one, nothing may show it."""
    marked = any(mark + PASSWORD in text for mark in (":", "password=", "password = '", "Password="))
    if marked and PASSWORD in trial.shown:
        trial.fault("it shows the password")


def toml_kind(trial):
    data = damage.damaged(trial.pick, TOML, trial.pick.choice([damage.ALL, damage.IN_PLACE]))
    trial.write("mine.toml", data)
    command = trial.pick.choice([("config", "--json"), ("config",), ("status",)])
    out = trial.run(*command, "--config", "mine.toml")
    shows_password(trial, data.decode("utf-8", "replace"))
    if trial.code not in (0, 2) and command[0] == "config":
        trial.fault(f"exit code {trial.code} for a config file")
    if trial.code == 0 and "--json" in command:
        json.loads(out)
    if sorted(os.listdir(trial.folder)) != ["mine.toml"]:
        trial.fault(f"it made {os.listdir(trial.folder)}")


def address_kind(trial):
    """The host stays: nothing outside this machine is asked for."""
    before, host, after = trial.pick.choice(ADDRESSES).partition("127.0.0.1")
    def hurt(text):
        return damage.damaged(trial.pick, text.encode(), damage.SMALL, whole=False).decode("utf-8", "replace").replace("\0", "")
    address = (before + host + hurt(after)) if host and trial.pick.random() < 0.4 else hurt(before)[:200] + host + after
    how = trial.pick.choice(["variable", "argument", "file"])
    if how == "argument":
        trial.run("init", "--", address)
    elif how == "variable":
        trial.run("init", ASTERISM_DB=address)
    else:
        trial.write("mine.toml", f"database = {json.dumps(address)}\n".encode())
        trial.run("init", "--config", "mine.toml")
    shows_password(trial, address)
    made = [name for name in os.listdir(trial.folder) if name != "mine.toml"]
    strange = [name for name in made if PASSWORD in name or "://" in name or "host" in name.lower() or "dbname" in name]
    if strange or (made and trial.code != 0):
        trial.fault(f"exit code {trial.code}, and it made {made} for {address!r}")


def values_kind(trial):
    trial.write("v.npy", npy(bundles(trial.pick)))
    given = trial.pick.sample(FLAGS, trial.pick.choice([1, 1, 2]))
    values = {flag: trial.pick.choice(NASTY) for flag in given}
    variables = {}
    arguments = []
    for flag, value in values.items():
        if trial.pick.random() < 0.3:
            variables["ASTERISM_" + flag[2:].upper().replace("-", "_")] = value
        else:
            arguments.append(f"{flag}={value}")
    trial.run("cluster", "v.npy", "--labels", "l.npy", *arguments, **variables)
    if trial.code not in (0, 2):
        trial.fault(f"exit code {trial.code} for {values}")
    if (trial.code == 0) != os.path.exists(trial.path("l.npy")):
        trial.fault(f"exit code {trial.code}, and the labels say otherwise")


KINDS = {
    "csv": csv_kind,
    "jsonl": jsonl_kind,
    "npy_cluster": npy_cluster_kind,
    "npy_ingest": npy_ingest_kind,
    "toml": toml_kind,
    "addresses": address_kind,
    "dates": dates_kind,
    "values": values_kind,
    "csv_postgres": lambda trial: csv_kind(trial, Postgres),
    "jsonl_postgres": lambda trial: jsonl_kind(trial, Postgres),
    "dates_postgres": lambda trial: dates_kind(trial, Postgres),
}
