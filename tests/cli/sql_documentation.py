"""Runs every SQL statement of docs/sql.md, and for PostgreSQL those of README.md, against a real reader.

Usage: sql_documentation.py PROGRAM sqlite|postgres. A block that fails, or one of docs/sql.md that finds no row, fails the
test; what the page says goes through an index must be planned through it. Standard library only.
"""

import os
import re
import sys
import unittest

import end_to_end
from readers import PostgresReader, SqliteReader

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BLOCK = re.compile(r"^```sql *(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDEXES = {"embedding <=>": "idx_embeddings_hnsw", "centroid <=>": "idx_clusters_hnsw", "metadata @>": "idx_clusters_gin"}


def statements(page, dialect):
    """The blocks ```sql and ```sql sqlite of a page, cut at semicolons that end a line."""
    with open(os.path.join(ROOT, page), encoding="utf-8") as file:
        blocks = [text for name, text in BLOCK.findall(file.read()) if (name or "postgres") == dialect]
    return [part.strip() for block in blocks for part in re.split(r";$", block, flags=re.MULTILINE) if part.strip()]


class SqlDocumentation(end_to_end.ProgramTest):
    def setUp(self):
        super().setUp()
        self.make_reader()
        self.run_program("cluster", self.db)
        self.run_program("label", self.db, "2", "A label of mine")
        music = {"music": "violin cello symphony orchestra conductor opera quartet sonata melody chorus"}
        self.run_program("ingest", self.db, self.write_articles(end_to_end.articles(20, first_id=500, topics=music)))
        self.run_program("embed", self.db)
        self.run_program("cluster", self.db)
        entity = '[{"text": "ESA", "type": "ORG", "count": 3}]'
        setter = {"sqlite": f"json_set(metadata, '$.entities', json('{entity}'))",
                  "postgres": f"jsonb_set(metadata, '{{entities}}', '{entity}')"}[self.reader.kind]
        self.reader.execute(f"UPDATE {self.reader.table('clusters')} SET metadata = {setter} WHERE cluster_id = 1")
        # These articles fall into no stories.
        stories = self.reader.table("layer_clusters")
        self.reader.execute(f"INSERT INTO {stories} (cluster_id, layer, parent_id, article_count, first_seen, last_seen, centroid) "
                            f"SELECT 1000, 'story', 1, 2, first_seen, last_seen, centroid FROM {self.reader.table('clusters')} WHERE cluster_id = 1")
        self.reader.execute(f"UPDATE {self.reader.table('cluster_assignments')} SET story_id = 1000 WHERE cluster_id = 1")

    def test_every_statement_of_the_page_finds_something(self):
        found = statements("docs/sql.md", self.reader.kind)
        self.assertGreaterEqual(len(found), 5)
        for statement in found:
            with self.subTest(statement):
                self.assertTrue(self.reader.rows(statement))


class PostgresPages(SqlDocumentation):
    def test_every_statement_of_the_readme_runs(self):
        found = statements("README.md", "postgres")
        self.assertTrue(found)
        for statement in found:
            with self.subTest(statement):
                self.reader.rows(statement)

    def test_statements_go_through_the_indexes_they_name(self):
        seen = set()
        for statement in statements("docs/sql.md", "postgres"):
            for operation, index in INDEXES.items():
                if operation not in statement:
                    continue
                # On so few rows reading the table is cheaper, so only the possibility is asked for.
                plan = self.reader.rows(f"SET enable_seqscan = off; SET enable_sort = off; EXPLAIN {statement}")
                with self.subTest(statement):
                    self.assertIn(index, "\n".join(row[0] for row in plan))
                seen.add(index)
        self.assertEqual(seen, set(INDEXES.values()))


def load_tests(loader, _tests, _pattern):
    return loader.loadTestsFromTestCase(PostgresPages if end_to_end.READER is PostgresReader else SqlDocumentation)


if __name__ == "__main__":
    end_to_end.PROGRAM = os.path.abspath(sys.argv.pop(1))
    end_to_end.READER = {"sqlite": SqliteReader, "postgres": PostgresReader}[sys.argv.pop(1)]
    unittest.main()
