"""A reader's database from Python: its vectors, runs, clusters and assignments.

    import asterism.reader
    reader = asterism.reader.open("reader.db")            # or "postgresql://..."; without one: $ASTERISM_DB
    ids, vectors = reader.embeddings()
    report = reader.run(min_cluster_size=25)
    reader.clusters().head()

Everything is done by the program `asterism` (of the same release), so that Python, the command line and a timer do one
and the same thing. It is looked for in `program`, `$ASTERISM_PROGRAM` and on the path. The database's address goes to it
in its environment, never on a command line, so a password in it is seen by nobody.

Tables come as pandas data frames; `embeddings` needs NumPy alone. Errors: `ReaderError` with the program's message and
exit code (see `asterism --help`). Thread safety: a `Reader` holds no connection; calls may run side by side.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas

__all__ = ["Reader", "ReaderError", "open"]


class ReaderError(RuntimeError):
    """What the program said when it could not do what was asked.

    `exit_code`: 2 usage, 3 data rejected, 4 connection, 5 privilege, 6 another run is at work, 7 timeout, 8 would not
    fit into memory, 9 tables missing or of another version, 10 held back, 11 disk or memory.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def open(location: str | os.PathLike[str] | None = None, *, program: str | os.PathLike[str] | None = None,
         **settings: object) -> Reader:
    """A reader in an SQLite file or a PostgreSQL database. Nothing is touched until it is asked for something.

    `settings`: options of every command, such as schema="news" or articles_table="items", as `asterism --help` lists
    them with - in place of _.

    >>> reader = open("reader.db", program="asterism")
    >>> reader.location
    'reader.db'
    """
    return Reader(location, program=program, **settings)


class Reader:
    """See `open`."""

    def __init__(self, location: str | os.PathLike[str] | None = None, *,
                 program: str | os.PathLike[str] | None = None, **settings: object) -> None:
        chosen = os.environ.get("ASTERISM_DB") if location is None else os.fspath(location)
        if not chosen:
            raise ReaderError("name a database: an SQLite file, postgresql://..., or $ASTERISM_DB", 2)
        self.location = chosen
        self._program = program
        self._settings = _options(settings)

    def __repr__(self) -> str:
        shown = self.location if "=" not in self.location and "://" not in self.location else "postgresql"
        return f"<asterism.reader.Reader of {shown}>"

    def command(self, name: str, *words: str, **options: object) -> dict[str, Any]:
        """Any command of the program, and its answer: the JSON of `--json`.

        `words`: what stands behind the database on the command line. `options`: as there with - in place of _; True for
        one without a value, a list for one that is given several times.
        """
        answer = _answer([_found(self._program), name, *_options(options), *self._settings, "--json", "--quiet", "--",
                          *words], {**os.environ, "ASTERISM_DB": self.location})
        found: dict[str, Any] = json.loads(answer)
        return found

    def status(self) -> dict[str, Any]:
        """What is there, the last run, and when the next is due."""
        return self.command("status")

    def embeddings(self) -> tuple[NDArray[Any], NDArray[np.float32]]:
        """(ids, vectors) of every article with a finite vector, in id order, of one snapshot.

        ids: n, int64 or (text and uuid ids) str objects; vectors: n x d, C-contiguous.
        """
        with _folder() as folder:
            vectors, ids = folder / "vectors.npy", folder / "ids.jsonl"
            self.command("export", vectors=vectors, ids=ids)
            return _id_array(_lines(ids)), np.load(vectors)

    def run(self, **options: object) -> dict[str, Any]:
        """Step 2, now: clusters, names and publishes. `options`: min_cluster_size=25, algorithm="topics", dry_run=True ...

        Returns the run's report; `run_id` in it is what `assignments` takes.
        """
        return self.command("cluster", **options)

    def assign(self) -> dict[str, Any]:
        """A cluster for articles that came after the last published run."""
        return self.command("assign")

    def runs(self, limit: int = 20) -> pandas.DataFrame:
        """The runs, latest first, at most `limit` (0: all): run_id, status, started_at, finished_at, counts ..."""
        return _frame(self.command("runs", limit=limit)["runs"], times=["started_at", "finished_at"])

    def clusters(self) -> pandas.DataFrame:
        """The living clusters, largest first: cluster_id, label, keywords (a list), article_count, first_seen, last_seen,
        and all of their metadata."""
        rows = [
            {"cluster_id": one["cluster_id"], "label": one["metadata"].get("label", ""),
             "keywords": [keyword["term"] for keyword in one["metadata"].get("keywords", [])],
             **{name: value for name, value in one.items() if name not in ("cluster_id", "articles", "metadata")},
             "metadata": one["metadata"]}
            for one in self.command("clusters", limit=0)["clusters"]
        ]
        return _frame(rows, times=["first_seen", "last_seen", "retired_at"])

    def assignments(self, run: int | None = None) -> pandas.DataFrame:
        """Where each article of the published run (or `run`) ended up, in id order: article_id, cluster_id, label,
        story_id, probability, outlier_score, how. Ids of clusters are Int64; <NA> = none."""
        with _folder() as folder:
            path = folder / "assignments.jsonl"
            self.command("export", *([] if run is None else [str(run)]), assignments=path)
            frame = _frame(_lines(path))
        for name in ("cluster_id", "story_id"):
            if name in frame:
                frame[name] = frame[name].astype("Int64")
        return frame


def _options(given: dict[str, Any]) -> list[str]:
    words = []
    for name, value in given.items():
        flag = "--" + name.replace("_", "-")
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if one is True:
                words.append(flag)
            elif one is not None and one is not False:
                words.append(f"{flag}={one}")
    return words


def _found(program: str | os.PathLike[str] | None) -> str:
    wanted = os.fspath(program) if program is not None else os.environ.get("ASTERISM_PROGRAM", "asterism")
    found = shutil.which(wanted)
    if found is None:
        raise ReaderError(f'there is no program "{wanted}"; build it as README says, and name it by program=, '
                          "$ASTERISM_PROGRAM or the path", 2)
    return found


def _answer(words: list[str], environment: dict[str, str]) -> str:
    """What the program prints. When this is interrupted the program ends too, within about a second."""
    with subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8") as running:
        try:
            answer, said = running.communicate()
        except BaseException:
            running.terminate()
            running.communicate()
            raise
    if running.returncode != 0:
        raise ReaderError(said.strip() or f"the program ended with {running.returncode}", running.returncode)
    return answer


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="asterism-") as name:
        yield Path(name)


def _lines(path: Path) -> list[Any]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _id_array(ids: list[Any]) -> NDArray[Any]:
    if all(isinstance(one, int) for one in ids):
        return np.array(ids, dtype=np.int64)
    return np.array(ids, dtype=object)


def _frame(rows: list[dict[str, Any]], times: list[str] | None = None) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as missing:
        raise ImportError("tables come as pandas data frames; install it: pip install pandas") from missing
    frame = pandas.DataFrame(rows)
    for name in times or []:
        if name in frame:
            frame[name] = pandas.to_datetime(frame[name], utc=True, format="ISO8601", errors="coerce")
    return frame
