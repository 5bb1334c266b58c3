"""The database side on a real SQLite reader. $ASTERISM_PROGRAM is the program; the expected values are plain SQL's."""

import json
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from asterism import reader as readers

WORDS = {"energy": "solar wind turbine battery grid", "space": "rocket orbit satellite launch moon", "food": "oven garlic butter sauce onion"}


def make(folder: Path, text_ids: bool = False, per_topic: int = 20, dimensions: int = 8) -> readers.Reader:
    """Three bundles of directions, a title from each bundle's words."""
    random = np.random.default_rng(5)
    count = per_topic * len(WORDS)
    bundle = np.arange(count) % len(WORDS)
    vectors = (np.eye(dimensions)[bundle] + 0.01 * random.normal(size=(count, dimensions))).astype("<f4")
    np.save(folder / "v.npy", vectors)
    words = list(WORDS.values())
    lines = [{"id": f"{i:03d}" if text_ids else i, "title": " ".join(random.permutation(words[bundle[i]].split())[:3])}
             for i in range(count)]
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    reader = readers.open(folder / "reader.db")
    if text_ids:
        with sqlite3.connect(folder / "reader.db") as plain:
            plain.execute("CREATE TABLE articles (article_id TEXT PRIMARY KEY, title TEXT, summary TEXT, content TEXT, url TEXT, "
                          "published_at TEXT, cluster_id INTEGER)")
    reader.command("init", dimensions=dimensions)
    reader.command("ingest", str(folder / "a.jsonl"), embeddings=folder / "v.npy")
    return reader


def test_the_whole_job(tmp_path):
    reader = make(tmp_path)
    ids, vectors = reader.embeddings()
    assert ids.dtype == np.int64 and ids.tolist() == list(range(60))
    assert vectors.dtype == np.float32 and np.array_equal(vectors, np.load(tmp_path / "v.npy"))
    report = reader.run(min_cluster_size=5, method="leaf")
    assert reader.status()["last_published"]["run_id"] == report["run_id"]
    with sqlite3.connect(tmp_path / "reader.db") as plain:
        told = dict(plain.execute("SELECT article_id, cluster_id FROM articles"))
        sizes = dict(plain.execute("SELECT cluster_id, count(*) FROM articles WHERE cluster_id IS NOT NULL GROUP BY 1"))
    frame = reader.assignments()
    assert {a: None if c != c or c is None else int(c) for a, c in zip(frame.article_id, frame.cluster_id.astype(object).where(frame.cluster_id.notna(), None))} == told
    clusters = reader.clusters()
    assert dict(zip(clusters.cluster_id, clusters.article_count)) == sizes
    assert all(set(words) <= set(" ".join(WORDS.values()).split()) for words in clusters.keywords)
    assert str(clusters.first_seen.dtype).startswith("datetime64") and clusters.retired_at.isna().all()
    runs = reader.runs()
    assert runs.run_id.tolist() == [report["run_id"]] and runs.status.tolist() == ["published"]


def test_ids_that_are_texts_stay_texts(tmp_path):
    reader = make(tmp_path, text_ids=True)
    ids, _ = reader.embeddings()
    assert ids.dtype == object and ids[:2].tolist() == ["000", "001"]
    run = reader.run(min_cluster_size=5, dry_run=True)["run_id"]
    frame = reader.assignments(run)
    assert frame.article_id.tolist()[:2] == ["000", "001"] and frame.cluster_id.isna().all() and (frame.label >= 0).any()


def test_errors_have_the_programs_words_and_code(tmp_path, monkeypatch):
    reader = make(tmp_path)
    for call, code, words in ((lambda: reader.run(min_cluster_size=1), 2, "at least 2"), (lambda: reader.assignments(), 3, "nothing was published"),
                              (lambda: readers.open(tmp_path / "none" / "x.db").status(), 2, "no folder"),
                              (lambda: readers.open(tmp_path / "reader.db", articles_table="others").status(), 9, "others")):
        with pytest.raises(readers.ReaderError, match=words) as caught:
            call()
        assert caught.value.exit_code == code
    monkeypatch.setenv("ASTERISM_PROGRAM", "no-such-program")
    with pytest.raises(readers.ReaderError, match="no-such-program"):
        reader.status()
    monkeypatch.delenv("ASTERISM_DB", raising=False)
    with pytest.raises(readers.ReaderError, match="name a database"):
        readers.open()


def test_a_password_is_on_no_command_line(tmp_path):
    secret = "postgresql://reader:hunter2@localhost:1/none?connect_timeout=1"
    assert "hunter2" not in repr(readers.open(secret))
    script = tmp_path / "spy"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.words"\nexec "$REAL" "$@"\n')
    script.chmod(0o755)
    os.environ["REAL"] = os.environ["ASTERISM_PROGRAM"]
    with pytest.raises(readers.ReaderError) as caught:
        readers.open(secret, program=script).status()
    assert caught.value.exit_code == 4 and "hunter2" not in str(caught.value)
    assert "hunter2" not in (tmp_path / "spy.words").read_text()


def test_an_interrupt_ends_the_program_too(tmp_path):
    script = tmp_path / "slow"
    script.write_text("#!/bin/sh\ntrap 'echo told > \"$0.told\"; exit 143' TERM\nwhile :; do sleep 0.05; done\n")
    script.chmod(0o755)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has none
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        readers.open(tmp_path / "reader.db", program=script).status()
    assert (tmp_path / "slow.told").exists() and time.monotonic() - began < 30
