"""How a database may be named, on the real program and a real server: what is understood, what is refused, what is never shown.

Usage: addresses.py PROGRAM. Needs PostgreSQL: scripts/with_postgres. Standard library only.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

from readers import PostgresReader

PASSWORD = "s3cret pw/@?'"
ENCODED = "s3cret%20pw%2F%40%3F%27"
IN_KEYWORDS = "'s3cret pw/@?\\''"
WITH_PASSWORD = [
    "postgresql://bob:s3cret@host/db", "POSTGRESQL://bob:s3cret@host/db", "Postgres://bob:s3cret@host/db", "postgresql://bob:s3cr/et@host/db",
    "postgresql://bob:s3cr@et@host/db", "postgresql://bob:s3cr?et@host/db", "postgresql:///db?password=s3cret", "postgresql:///db?%70assword=s3cret",
    "postgresql:///db?sslpassword=s3cret", "host=h dbname=d password=s3cret", "HOST=h PASSWORD = 's3cr et'", "password=s3cret",
    "mysql://bob:s3cret@host/db", "postgresql+psycopg2://bob:s3cret@host/db", "jdbc:postgresql://h/db?user=bob&password=s3cret",
    "Server=h;Uid=bob;Pwd=s3cret", "bob:s3cret@host/db", " postgresql://bob:s3cret@host/db", '"postgresql://bob:s3cret@host/db"',
]
NOT_UNDERSTOOD = [
    "mysql://host/db", "http://host/reader.db", "ftp://host/x", "sqlite:///reader.db", "sqlite:reader.db", "file:reader.db", "file:///tmp/reader.db",
    "postgresql+asyncpg://host/db", "jdbc:postgresql://host/db", "postgresql:/host/db", "host=h hots=x", "host=h dbname", "postgresql://host/db?schema=x",
    "", " ", ":memory:", "C:\\reader.db", "c:/reader.db", "~nobody-at-all/reader.db", "a\nb.db",
]
# What a password looks like when it is not hidden, whole or in part.
PIECES = re.compile(r"s3cr|pw/@|pw%2F|et@|@et\b|\?et\b|/et\b")


class Addresses(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="asterism-addresses-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def run_program(self, *arguments, code=0, **variables):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ASTERISM_", "XDG_"))}
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, cwd=self.folder, timeout=120,
                              env={**kept, "HOME": self.folder, "RES_OPTIONS": "timeout:1 attempts:1", **variables})
        self.assertEqual(done.returncode, code, f"{arguments} {variables}\n{done.stdout}\n{done.stderr}")
        self.assertNotRegex(done.stdout + done.stderr, PIECES)
        return done

    def files(self):
        return sorted(os.listdir(self.folder))

    def config(self, **settings):
        path = os.path.join(self.folder, "mine.toml")
        with open(path, "w") as out:
            out.write("".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()))
        os.chmod(path, 0o600)
        return path


class WithoutAServer(Addresses):
    def test_a_password_on_the_command_line_is_refused_in_every_form(self):
        for address in WITH_PASSWORD:
            commands = [("init", address), ("status", address, "--json"), ("run", "reader.db", "--step1-command", address)]
            if "'" not in address and address != "bob:s3cret@host/db":
                commands.append(("run", "reader.db", f"--step1-command=psql '{address}' -c x"))
            for arguments in commands:
                said = self.run_program(*arguments, code=2).stderr
                self.assertIn("a password on the command line can be read by everybody", said)
        self.assertEqual(self.files(), [])

    def test_what_is_not_understood_is_refused_and_makes_no_file(self):
        for address in NOT_UNDERSTOOD:
            self.run_program("init", address, code=2)
            if address.strip():  # an empty variable counts as unset
                self.assertIn("ASTERISM_DB: ", self.run_program("init", code=2, ASTERISM_DB=address).stderr)
                self.assertIn("mine.toml:1: ", self.run_program("init", "--config", self.config(database=address), code=2).stderr)
                os.remove(os.path.join(self.folder, "mine.toml"))
        self.assertEqual(self.files(), [])

    def test_an_address_with_a_password_from_the_environment_makes_no_file_and_shows_none(self):
        for address in WITH_PASSWORD:
            done = subprocess.run([PROGRAM, "init"], capture_output=True, text=True, cwd=self.folder, timeout=120,
                                  env={"HOME": self.folder, "RES_OPTIONS": "timeout:1 attempts:1", "PGHOST": "/nonexistent",
                                       "ASTERISM_DB": address.replace("@host", "@").replace("host=h", "host=/nonexistent").replace("HOST=h", "HOST=/nonexistent")})
            self.assertIn(done.returncode, (2, 4), address)
            self.assertNotRegex(done.stdout + done.stderr, PIECES, address)
        self.assertEqual(self.files(), [])

    def test_config_hides_passwords_wherever_they_stand(self):
        path = self.config(database="host=h dbname=d password=s3cret", **{"step1.command": f"psql 'postgresql://bob:s3cret@h/d' && PGPASSWORD=s3cret fetch"})
        for more in ((), ("--json",)):
            shown = self.run_program("config", "--config", path, *more).stdout
            self.assertIn("host=h dbname=d password=***", shown)
            self.assertIn("psql 'postgresql://bob:***@h/d' && PGPASSWORD=*** fetch", shown)

    def test_a_path_is_a_path_with_an_equals_sign_or_a_tilde(self):
        for given, made in (("a=b.db", "a=b.db"), ("./user=me.db", "user=me.db"), ("~/home.db", "home.db")):
            self.run_program("init", given)
            self.assertIn(made, self.files())
            self.run_program("status", ASTERISM_DB=given)
        self.run_program("init", "user=me.db", code=4, PGHOST="/nonexistent")


class WithAServer(Addresses):
    def setUp(self):
        super().setUp()
        self.reader = PostgresReader(self.folder)
        self.role = f"asterism_role_{os.getpid()}"
        self.addCleanup(lambda: self.reader._psql(self.reader.server, f"DROP ROLE {self.role}"))
        self.addCleanup(self.reader.drop)
        quoted = PASSWORD.replace("'", "''")
        self.reader.execute(f"CREATE ROLE {self.role} SUPERUSER LOGIN PASSWORD '{quoted}'")
        port = re.search(r"port=(\d+)", self.reader.server).group(1)
        at = f"127.0.0.1:{port}/{self.reader.database}"
        words = f"127.0.0.1 Port = {port} DBNAME={self.reader.database} User={self.role}"
        self.forms = [f"postgresql://{self.role}:{ENCODED}@{at}", f"POSTGRESQL://{self.role}:{ENCODED}@{at}",
                      f"Postgres://{self.role}@{at}?PassWord={ENCODED}&sslmode=disable", f"host={words} password={IN_KEYWORDS}",
                      f"  PASSWORD = {IN_KEYWORDS}  HOST = {words}"]
        self.shown = f"postgresql://{self.role}@{at}"

    def test_every_form_reaches_the_server_and_no_password_comes_back(self):
        for form in self.forms:
            for origin in ({"ASTERISM_DB": form}, {}):
                more = () if origin else ("--config", self.config(database=form))
                self.run_program("init", "--verbose", *more, **origin)
                self.assertEqual(json.loads(self.run_program("status", "--json", *more, **origin).stdout)["database"], self.shown)
                for command in ("doctor", "config", "runs"):
                    self.run_program(command, "--verbose", *more, **origin)
        self.assertEqual(self.files(), ["mine.toml"])

    def test_a_wrong_password_is_not_repeated(self):
        for form in self.forms:
            self.run_program("status", code=4, ASTERISM_DB=form.replace("s3cret", "s3cret9"))

    def test_a_run_hands_its_database_on_in_a_form_that_everybody_reads_and_records_no_password(self):
        form = self.forms[1]
        self.run_program("init", "--dimensions", "2", ASTERISM_DB=form)
        self.reader.execute("INSERT INTO reader.articles (article_id) SELECT generate_series(1, 30); INSERT INTO reader.embeddings (article_id, embedding) "
                            "SELECT i, ARRAY[1 + i, i % 2 * 100]::vector FROM generate_series(1, 30) i")
        command = 'psql "$ASTERISM_DB" -X -q -A -t -c "SELECT 1" >seen'
        self.run_program("run", "--step1-command", command, "--min-cluster-size", "5", ASTERISM_DB=form)
        with open(os.path.join(self.folder, "seen")) as seen:
            self.assertEqual(seen.read(), "1\n")
        self.assertNotRegex(str(self.reader.rows("SELECT r::text FROM reader.cluster_runs r")), PIECES)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1])
