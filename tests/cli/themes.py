"""Labels over many runs, as a person sees them: kept, given by hand, taken back, named anew, exported.

Usage: themes.py PROGRAM sqlite|postgres. Standard library only.
"""

import csv
import io
import os
import sys
import unittest

import end_to_end
from end_to_end import articles
from readers import PostgresReader, SqliteReader

MUSIC = "violin cello symphony orchestra conductor opera quartet sonata melody chorus"


class Themes(end_to_end.ProgramTest):
    """A reader with four topics and one published run."""

    def setUp(self):
        super().setUp()
        self.make_reader()
        self.run_program("cluster", self.db)

    def themes(self, *options):
        return {theme["cluster_id"]: theme for theme in self.json_of("themes", self.db, *options)["themes"]}

    def rewrite(self, cluster, count, words=MUSIC):
        """Other words for `count` articles of a cluster; their vectors stay, so the cluster does too."""
        ids = [row[0] for row in self.reader.rows(f"SELECT article_id FROM {self.reader.table('articles')} "
                                                  f"WHERE cluster_id = {cluster} ORDER BY 1 LIMIT {count}")]
        for number, article in enumerate(articles(count, topics={"music": words})):
            self.reader.execute(f"UPDATE {self.reader.table('articles')} SET title = '{article['title']}', "
                                f"summary = '{article['summary']}' WHERE article_id = {ids[number]}")

    def test_a_label_stays_while_articles_change_and_goes_when_the_theme_moves(self):
        before = self.themes()
        self.rewrite(1, 4)
        self.assertEqual(self.json_of("cluster", self.db)["continued"], 4)
        after = self.themes()
        self.assertEqual({number: theme["label"] for number, theme in after.items()},
                         {number: theme["label"] for number, theme in before.items()})
        self.rewrite(1, 20)
        report = self.json_of("cluster", self.db)
        self.assertEqual(report["continued"], 4)
        moved = self.themes()[1]
        self.assertNotEqual(moved["label"], before[1]["label"])
        self.assertTrue(set(moved["label"].lower().replace(",", "").split()) & set(MUSIC.split()), moved["label"])
        self.assertIn(moved["label"], [cluster["theme"] for cluster in report["clusters"]], "the report says what was published")

    def test_a_persons_label_survives_runs_and_a_moved_theme_until_it_is_taken_back(self):
        generated = self.themes()[1]["label"]
        done = self.run_program("label", self.db, "1", "  What I call it ")
        self.assertEqual(done.stdout, f'cluster 1 is now called "What I call it" (before: "{generated}")\n')
        for count in (4, 20):
            self.rewrite(1, count)
            self.run_program("cluster", self.db)
            theme = self.themes()[1]
            self.assertEqual((theme["label"], theme["label_source"]), ("What I call it", "person"))
        self.assertNotEqual(theme["generated_label"], generated)
        self.assertIn("What I call it", self.run_program("clusters", self.db).stdout)
        back = self.json_of("label", self.db, "1", "--clear")
        self.assertEqual((back["label"], back["label_source"], back["label_before"]),
                         (theme["generated_label"], "builtin", "What I call it"))
        self.assertNotIn("generated_label", self.themes()[1])

    def test_the_same_history_gives_the_same_metadata_for_any_order_of_rows(self):
        self.run_program("label", self.db, "2", "Mine")
        self.rewrite(1, 4)
        self.run_program("cluster", self.db, "--threads", "1")
        first = self.run_program("themes", self.db, "--json").stdout
        vectors, items = self.reader.table("embeddings"), self.reader.table("articles")
        self.reader.execute(f"CREATE TABLE {self.reader.table('kept')} AS SELECT * FROM {items};"
                            f"CREATE TABLE {self.reader.table('kept_vectors')} AS SELECT * FROM {vectors};"
                            f"DELETE FROM {vectors}; DELETE FROM {items};"
                            f"INSERT INTO {items} SELECT * FROM {self.reader.table('kept')} ORDER BY article_id DESC;"
                            f"INSERT INTO {vectors} SELECT * FROM {self.reader.table('kept_vectors')} ORDER BY article_id DESC;")
        self.run_program("cluster", self.db, "--threads", "2")
        self.assertEqual(self.run_program("themes", self.db, "--json").stdout, first)

    def test_labels_that_cannot_be_are_refused_with_a_reason(self):
        self.run_program("label", self.db, "1", "Taken")
        self.assertIn('cluster 1 is called "Taken" already', self.run_program("label", self.db, "2", "tAKEN", code=3).stderr)
        self.assertIn("no cluster 99", self.run_program("label", self.db, "99", "x", code=3).stderr)
        self.assertIn("81 characters", self.run_program("label", self.db, "2", "x" * 81, code=2).stderr)
        self.assertIn("empty", self.run_program("label", self.db, "2", " ", code=2).stderr)
        self.assertIn("U+001B", self.run_program("label", self.db, "2", "\x1b[31mred", code=2).stderr)
        self.assertIn("is no cluster id", self.run_program("label", self.db, "two", "x", code=2).stderr)
        self.assertIn("give a cluster and its label", self.run_program("label", self.db, "2", code=2).stderr)
        self.assertIn("no text with --clear", self.run_program("label", self.db, "2", "x", "--clear", code=2).stderr)

    def test_no_hidden_character_of_an_article_reaches_the_terminal_or_the_tables(self):
        hidden = "\u202e\u2066\u200b\ufeff\u2028\U000e0041\x1b"
        self.reader.execute(f"UPDATE {self.reader.table('articles')} SET title = 'Sol\u202ear ba\u200btte' || title || '{hidden}'")
        self.run_program("cluster", self.db)
        for command in (["clusters"], ["clusters", "1"], ["themes"], ["themes", "--csv"], ["runs"], ["status"]):
            for options in ([], ["--json"]) if "--csv" not in command else ([],):
                done = self.run_program(command[0], self.db, *command[1:], *options)
                self.assertFalse(set(hidden) & set(done.stdout + done.stderr), command)
        self.assertTrue(any("Solar" in keyword["term"] for theme in self.themes().values() for keyword in theme["keywords"])
                        or "Solar" in self.run_program("clusters", self.db, "1").stdout)
        for metadata, in self.reader.rows(f"SELECT metadata FROM {self.reader.table('clusters')}"):
            self.assertFalse(set(hidden) & set(str(metadata)))
        titles = [article["title"] for article in self.json_of("clusters", self.db, "1")["cluster"]["articles"]]
        self.assertTrue(all(title.endswith(hidden) for title in titles), "a script gets them as they are")
        refused = self.run_program("label", self.db, "1", "safe\u202egpj", code=2)
        self.assertIn("U+202E", refused.stderr)
        refused = self.run_program("label", self.db, "x\u202ey", "z", code=2)
        self.assertNotIn("\u202e", refused.stderr)

    def test_the_database_may_stand_in_the_settings(self):
        self.run_program("label", "1", "Mine", ASTERISM_DB=self.db)
        self.assertEqual(self.themes()[1]["label"], "Mine")
        self.run_program("label", "1", "--clear", ASTERISM_DB=self.db)
        self.assertEqual(self.themes()[1]["label_source"], "builtin")

    def test_themes_come_as_a_table_as_json_and_as_csv(self):
        self.run_program("label", self.db, "1", 'Quoted "label", with a comma')
        lines = self.run_program("themes", self.db).stdout.splitlines()
        self.assertRegex(lines[0], r"^id +articles +label +source +keywords +entities +dates$")
        self.assertEqual(len(lines), 5)
        rows = list(csv.DictReader(io.StringIO(self.run_program("themes", self.db, "--csv").stdout)))
        themes = self.themes()
        self.assertEqual({int(row["cluster_id"]) for row in rows}, set(themes))
        for row in rows:
            theme = themes[int(row["cluster_id"])]
            self.assertEqual((row["label"], row["label_source"]), (theme["label"], theme["label_source"]))
            self.assertEqual(row["keywords"].split("; "), [keyword["term"] for keyword in theme["keywords"]])
            self.assertEqual([row["from"], row["to"]], theme["span"])
            self.assertEqual(int(row["article_count"]), theme["article_count"])
        self.assertIn("exclude each other", self.run_program("themes", self.db, "--csv", "--json", code=2).stderr)

    def test_a_few_are_named_anew_and_nothing_else_changes(self):
        before = self.themes()
        self.run_program("label", self.db, "2", "Mine")
        self.rewrite(1, 20)
        self.rewrite(2, 20, "bakery oats barley rye wheat millet loaf crust yeast crumb")
        only = self.themes("--only", "2,1")
        self.assertEqual(set(only), {1, 2})
        self.assertTrue(set(only[1]["label"].lower().replace(",", "").split()) & set(MUSIC.split()), only[1]["label"])
        self.assertEqual(only[1]["representative_articles"], before[1]["representative_articles"])
        self.assertEqual(only[2]["label"], "Mine")
        self.assertNotEqual(only[2]["keywords"], before[2]["keywords"])
        after = self.themes()
        self.assertEqual((after[3], after[4]), (before[3], before[4]))
        refused = self.run_program("themes", self.db, "--only", "1,98,99", code=3)
        self.assertIn("no living cluster 98, 99", refused.stderr)
        for odd in ("1,", "x", "1;2", "-1"):
            self.assertIn("--only", self.run_program("themes", self.db, f"--only={odd}", code=2).stderr)
        self.assertEqual(self.themes(), after)


def load_tests(loader, _tests, _pattern):
    return loader.loadTestsFromTestCase(Themes)


if __name__ == "__main__":
    end_to_end.PROGRAM = os.path.abspath(sys.argv.pop(1))
    end_to_end.READER = {"sqlite": SqliteReader, "postgres": PostgresReader}[sys.argv.pop(1)]
    unittest.main()
