"""Commands that errors, warnings and findings suggest, taken out of what the program says and pasted into /bin/sh.

The database lies where its name needs quoting, and the reader has a schema and names of its own.
Usage: suggested_commands.py PROGRAM sqlite|postgres. Standard library only.
"""

import bz2
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

import end_to_end
from end_to_end import articles, write_npy
from readers import PostgresReader, SqliteReader

ODD = "it's a reader"
NAMES = ("--schema", "my app", "--articles-table", 'the "items"', "--id-column", "item id", "--embeddings-table", "vec's",
         "--summary-column", "none")


class SuggestedCommands(end_to_end.ProgramTest):
    def setUp(self):
        super().setUp()
        bin_folder = os.path.join(self.folder, "bin")
        os.mkdir(bin_folder)
        os.symlink(end_to_end.PROGRAM, os.path.join(bin_folder, "asterism"))
        self.path = bin_folder + os.pathsep + os.environ["PATH"]
        if self.reader.kind == "sqlite":
            os.mkdir(os.path.join(self.folder, ODD))
            self.reader.location = self.db = os.path.join(self.folder, ODD, "a & b.db")

    def table(self, name):
        return name if self.reader.kind == "sqlite" else f'"my app".{name}'

    @staticmethod
    def commands_in(text):
        """Every suggested command: between backticks, or what a line ends with."""
        return ["".join(found) for found in re.findall(r"`(asterism [^`]*)`|(?:next|mend): (asterism .*)", text)]

    def paste(self, command, code=0, **variables):
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, cwd=self.folder,
                              env=self.environment(PATH=self.path, **variables), timeout=300)
        self.assertEqual(done.returncode, code, f"{command}\n{done.stdout}\n{done.stderr}")
        return done

    def paste_from(self, text, command, **variables):
        """Pastes the one command of that name which `text` suggests."""
        found = [one for one in self.commands_in(text) if one.split()[1] == command]
        self.assertEqual(len(found), 1, text)
        self.assertNotIn("s3cret", found[0])
        return self.paste(found[0].replace("FILE", self.articles, 1).replace("F.npy", self.vectors), **variables)

    def mends(self, **variables):
        findings = self.json_of("doctor", *self.where, *NAMES, code=self.doctor_code, **variables)["findings"]
        return [finding["mend"] for finding in findings if (finding["mend"] or "").startswith("asterism ")]

    def go_from_nothing_to_clusters(self, where, **variables):
        """Each step fails or ends with the command of the next."""
        self.where, self.doctor_code = where, 9
        self.articles = self.write_articles(articles(15), "articles.jsonl")
        self.vectors = os.path.join(self.folder, "none.npy")
        missing = self.run_program("cluster", *where, *NAMES, code=9, **variables).stderr
        for mend in set(self.mends(**variables)):
            self.paste(mend, **variables)
        made = self.paste_from(missing, "init", **variables).stdout
        self.doctor_code = 0
        empty = self.run_program("embed", *where, *NAMES, code=3, **variables).stderr
        self.paste_from(empty, "ingest", **variables)
        self.paste_from(made, "ingest", **variables)
        no_run = self.run_program("runs", *where, *NAMES, **variables).stdout
        self.assertEqual(self.commands_in(no_run)[0].split()[1], "cluster")
        no_vectors = self.run_program("cluster", *where, *NAMES, code=3, **variables).stderr
        self.assertEqual([one.split()[1] for one in self.commands_in(no_vectors)], ["embed", "ingest"])
        for mend in self.mends(**variables):
            self.paste(mend, **variables)
        self.paste_from(no_run, "cluster", **variables)
        found = self.run_program("clusters", *where, "999", *NAMES, code=3, **variables).stderr
        self.assertIn("theme", self.paste_from(found, "clusters", **variables).stdout)
        wrong = [("label", *where, "999", "no such one"), ("themes", *where, "--only", "999")]
        if where:  # else "x" is taken for the database
            wrong.append(("clusters", *where, "x"))
        for words in wrong:
            refused = self.run_program(*words, *NAMES, code=2 if words[-1] == "x" else 3, **variables).stderr
            self.paste_from(refused, "clusters", **variables)
        self.paste_from(self.run_program("cluster", *where, *NAMES, **variables).stdout, "clusters", **variables)
        self.paste(self.commands_in(self.run_program("label", *where, "1", *NAMES, code=2, **variables).stderr)[0]
                   .replace(" 17 ", " 1 "), **variables)
        self.assertEqual(self.mends(**variables), [])

    def test_from_nothing_to_clusters_by_pasting(self):
        self.go_from_nothing_to_clusters((self.db,))

    def test_a_database_of_the_environment_is_named_too(self):
        self.go_from_nothing_to_clusters((), ASTERISM_DB=self.db)

    def test_names_from_a_config_file_are_options_of_the_command(self):
        path = self.write("my settings.toml", '[tables]\nschema = "my app"\narticles = "docs"\n')
        refused = self.run_program("cluster", self.db, "--config", path, code=9).stderr
        shutil.move(path, path + " aside")
        command = self.commands_in(refused)[0]
        self.assertIn("--articles-table docs", command)
        shutil.move(path + " aside", path)
        self.paste(command)
        self.assertEqual(self.reader.rows(f"SELECT count(*) FROM {self.table('docs')}")[0][0], "0")

    def test_vectors_of_another_dimension(self):
        self.run_program("init", self.db, *NAMES, "--dimensions", "5")
        self.articles = self.write_articles(articles(1))
        self.vectors = os.path.join(self.folder, "v.npy")
        write_npy(self.vectors, [[1.0, float(i), 0.0] for i in range(4)])
        ingest = ("ingest", self.db, self.articles, "--embeddings", self.vectors, *NAMES)
        self.paste_from(self.run_program(*ingest, code=3).stderr, "init")
        self.run_program(*ingest)
        self.paste_from(self.run_program("init", self.db, "--dimensions", "7", *NAMES, code=9).stderr, "init")

    def test_a_file_that_must_be_unpacked_first(self):
        self.run_program("init", self.db, *NAMES)
        path = os.path.join(self.folder, "it's packed.bz2")
        with bz2.open(path, "wt") as out:
            out.write("".join(json.dumps(row) + "\n" for row in articles(1)))
        refused = self.run_program("ingest", self.db, path, *NAMES, code=3).stderr
        self.assertIn("4 new articles", self.paste(refused[refused.index("bzcat"):].strip()).stdout)

    def test_interrupted_runs_and_what_mends_a_column(self):
        self.articles = self.write_articles(articles(15))
        self.run_program("init", self.db, *NAMES)
        self.run_program("ingest", self.db, self.articles, *NAMES)
        self.run_program("embed", self.db, *NAMES)
        self.where, self.doctor_code = (self.db,), 0
        values = ", ".join(f"({number}, 'running', {'now()' if self.reader.kind == 'postgres' else repr('2024-05-01')}, "
                           "'{}', '{}')" for number in range(1, 121))
        self.reader.execute(f"INSERT INTO {self.table('cluster_runs')} (run_id, status, started_at, params, versions) "
                            f"VALUES {values}")
        if self.reader.kind == "postgres":
            self.reader.execute(f"UPDATE {self.table('counters')} SET value = 120 WHERE name = 'run_id'")
        lines = [line for line in self.run_program("doctor", self.db, *NAMES).stdout.splitlines() if "running since" in line]
        self.assertEqual(len(lines), 1)
        self.assertIn("120 runs, 1 to 120,", lines[0])
        self.paste(self.mends()[0])
        self.assertEqual(self.mends(), [])

        items = self.table('"the ""items"""')
        self.reader.execute(f'ALTER TABLE {items} RENAME COLUMN cluster_id TO before; '
                            f'ALTER TABLE {items} ADD COLUMN cluster_id TEXT')
        for command in ("init", "cluster"):
            self.assertIn("ALTER TABLE", self.run_program(command, self.db, *NAMES, code=9).stderr)
        findings = self.json_of("doctor", self.db, *NAMES, code=9)["findings"]
        self.reader.execute([one["mend"] for one in findings if one["severity"] == "error"][0])
        self.run_program("init", self.db, *NAMES)
        self.run_program("cluster", self.db, *NAMES)


class WithPassword(end_to_end.ProgramTest):
    commands_in = staticmethod(SuggestedCommands.commands_in)

    def test_a_password_is_neither_shown_nor_needed_where_the_surroundings_have_it(self):
        server = re.search(r"host=([^&]*)&port=(\d+)", self.db)
        url = f"postgresql://asterism:s3cret@/{self.reader.database}?host={server[1]}&port={server[2]}"
        bin_folder = os.path.join(self.folder, "bin")
        os.mkdir(bin_folder)
        os.symlink(end_to_end.PROGRAM, os.path.join(bin_folder, "asterism"))
        done = self.run_program("cluster", "--schema", "my app", code=9, ASTERISM_DB=url)
        self.assertNotIn("s3cret", done.stderr)
        (command,) = self.commands_in(done.stderr)
        self.assertEqual(command, "asterism init --schema 'my app'")
        pasted = subprocess.run(["/bin/sh", "-c", command], cwd=self.folder, capture_output=True, text=True, env=self.environment(
            PATH=bin_folder + os.pathsep + os.environ["PATH"], ASTERISM_DB=url))
        self.assertEqual(pasted.returncode, 0, pasted.stderr)


def load_tests(loader, _tests, _pattern):
    classes = [SuggestedCommands] + ([WithPassword] if end_to_end.READER is PostgresReader else [])
    return unittest.TestSuite(loader.loadTestsFromTestCase(one) for one in classes)


if __name__ == "__main__":
    end_to_end.PROGRAM = os.path.abspath(sys.argv.pop(1))
    end_to_end.READER = {"sqlite": SqliteReader, "postgres": PostgresReader}[sys.argv.pop(1)]
    unittest.main()
