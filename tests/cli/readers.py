"""Readers for the end-to-end tests: a database of a test's own, and plain SQL beside the program.

Standard library only: SQLite through sqlite3, PostgreSQL through psql.
"""

import os
import sqlite3
import struct
import subprocess
import time


class SqliteReader:
    kind = "sqlite"
    id_type, vector_type = "INTEGER", "BLOB"

    def __init__(self, folder):
        self.location = os.path.join(folder, "reader.db")

    def table(self, name):
        return f'"{name}"'

    def vector(self, values):
        return "x'" + struct.pack(f"<{len(values)}f", *values).hex() + "'"

    def execute(self, sql):
        with sqlite3.connect(self.location) as connection:
            connection.executescript(sql)
        connection.close()

    def restore(self, dump):
        self.execute(dump)

    def rows(self, sql):
        connection = sqlite3.connect(self.location)
        try:
            return [["" if value is None else str(value) for value in row] for row in connection.execute(sql)]
        finally:
            connection.close()

    def wait_for_others(self):
        """Nobody works here once the programs have ended."""

    def drop(self):
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(self.location + ending):
                os.remove(self.location + ending)


class PostgresReader:
    kind = "postgres"
    id_type, vector_type = "bigint", "vector"

    def __init__(self, _folder):
        server = os.environ.get("ASTERISM_TEST_POSTGRES")
        if not server:
            raise RuntimeError("these tests need a real PostgreSQL with pgvector: run them under ./scripts/with_postgres")
        self.server = server
        self.database = f"asterism_cli_{os.getpid()}"
        self.location = server.replace("/postgres?", f"/{self.database}?")
        self.drop()
        self._psql(self.server, f"CREATE DATABASE {self.database} STRATEGY file_copy")
        self.execute("CREATE SCHEMA IF NOT EXISTS reader; CREATE EXTENSION IF NOT EXISTS vector")

    @staticmethod
    def _psql(url, sql):
        command = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def table(self, name):
        return f'reader."{name}"'

    def vector(self, values):
        return "'[" + ",".join(repr(value) for value in values) + "]'::vector"

    def execute(self, sql):
        self._psql(self.location, sql)

    def restore(self, dump):
        self.execute("DROP SCHEMA reader")
        self.execute(dump)

    def rows(self, sql):
        return [line.split("\t") for line in self._psql(self.location, sql).splitlines()]

    def wait_for_others(self):
        """A server may still be at work for a program that was killed."""
        others = ("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                  "AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
        while self.rows(others) != [["0"]]:
            time.sleep(0.05)

    def drop(self):
        self._psql(self.server, f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
