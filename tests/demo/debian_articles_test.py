"""scripts/lib/debian_articles.py on package lists made up here."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib" / "debian_articles.py"
PACKAGES = """\
Package: libkettle-dev
Source: kettle (1.2-3)
Description: boils water, headers
Description-md5: 01
Section: libdevel

Package: libkettle1
Source: kettle (1.2-3)
Description: boils water
Homepage: https://example.org/kettle
Description-md5: 02
Tag: role::shared-lib,
 works-with::water
Section: libs

Package: anvil
Description: heavy "thing" for smiths
Description-md5: 03
Section: contrib/games

Package: anvil-doc
Source: anvil
Description: heavy thing, manual
Description-md5: 04
Section: doc
"""
TRANSLATION = """\
Package: libkettle1
Description-md5: 02
Description-en: boils water
 Kettle boils
 water.
 .
 Tea is not included.

Package: anvil
Description-md5: 03
Description-en: heavy "thing" for smiths
 Ünusually heavy.
"""


def convert(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, SCRIPT, folder, folder], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return done.stderr, None
        articles = [json.loads(line) for line in pathlib.Path(folder, "articles.jsonl").read_text(encoding="utf-8").splitlines()]
        return articles, pathlib.Path(folder, "sections.tsv").read_text(encoding="utf-8")


class DebianArticles(unittest.TestCase):
    def test_each_source_package_becomes_one_article(self):
        articles, sections = convert({"x_main_binary-amd64_Packages": PACKAGES, "x_main_i18n_Translation-en": TRANSLATION})
        self.assertEqual(articles, [
            {"article_id": 1, "title": 'anvil: heavy "thing" for smiths', "summary": "Ünusually heavy.", "url": ""},
            {"article_id": 2, "title": "libkettle1: boils water", "summary": "Kettle boils water.\n\nTea is not included.",
             "url": "https://example.org/kettle"},
        ])
        self.assertEqual(sections, "1\tgames\n2\tlibs\n")

    def test_lists_without_descriptions_are_refused(self):
        message, _ = convert({"x_main_binary-amd64_Packages": PACKAGES})
        self.assertIn("no English descriptions", message)


if __name__ == "__main__":
    unittest.main()
