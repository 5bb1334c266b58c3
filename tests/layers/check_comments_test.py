"""scripts/check_comments.py finds what it is there to find, and nothing in comments that are whole."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check_comments.py"
FULL = "/// This line is as long as a line may be, so that not even one more short word of the sentence that it begins would"


def check(text, name="src/tree/linkage.hpp"):
    """Exit status and output of the script on a tree of one file."""
    with tempfile.TemporaryDirectory() as root:
        path = pathlib.Path(root) / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        done = subprocess.run([sys.executable, SCRIPT, root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class CheckComments(unittest.TestCase):
    def refuses(self, text, complaint):
        status, output = check(text)
        self.assertEqual(status, 1, output)
        self.assertIn(complaint, output)
        self.assertIn("1 torn comments", output)

    def passes(self, text):
        self.assertEqual(check(text), (0, "1 files, 0 torn comments\n"), text)

    def test_the_line_that_the_cases_begin_with_is_full(self):
        self.assertIn(len(FULL), range(115, 121))

    def test_a_word_that_the_formatter_left_alone_is_found(self):
        self.refuses(f"{FULL}\n/// hardly\n/// fit, though there is a line below it.\n", 'linkage.hpp:2: orphaned words "hardly"')

    def test_so_are_a_few_words(self):
        self.refuses(f"{FULL}\n/// hardly fit at all,\n/// though there is a line below it.\n", "orphaned words")

    def test_and_those_before_an_indented_line_of_a_list(self):
        self.refuses(f"{FULL}\n/// hardly\n///    fit, though there is a line below it.\n", "orphaned words")

    def test_and_those_that_a_trailing_comment_lost(self):
        declaration = "int x = 0;  ///< " + "x" * 50 + " and y and z and all the others which one could name but not fit"
        self.refuses(f"    {declaration[:114]}\n                ///< hardly\n                ///< here.\n", "orphaned words")

    def test_a_filled_paragraph_passes(self):
        self.passes(f"{FULL}\n/// hardly fit, which is why the paragraph goes on here and ends.\n")

    def test_a_sentence_that_ends_before_another_begins_a_line_passes(self):
        self.passes(f"{FULL}\n/// hardly fit.\n/// Memory: none.\n")

    def test_a_paragraph_that_ends_short_passes(self):
        self.passes(f"{FULL}\n/// hardly.\n///\n/// Another one.\n")

    def test_short_lines_that_nothing_ran_over_into_pass(self):
        self.passes("/// One:\n/// two\n/// three\n")

    def test_a_table_passes(self):
        self.passes(f"{FULL}\n/// name    | bytes\n/// articles | 8\n")

    def test_a_sample_passes(self):
        self.passes(f"///  {'x' * 115}\n///  y\n///  z and more\n")

    def test_a_list_passes(self):
        self.passes(f"{FULL}\n/// hardly:\n/// - one\n/// - two\n")

    def test_a_declaration_that_its_comment_split_is_found(self):
        self.refuses("struct S {\n    std::vector<double>\n        max_lambdas;  ///< per label\n};\n",
                     "linkage.hpp:3: a declaration on two lines for its comment's sake")

    def test_so_are_a_value_and_a_call(self):
        self.refuses("    int dimensions =\n        256;  ///< of the vectors\n", "a declaration on two lines")
        self.refuses("    std::vector<bool> covered(count,\n                              false);  // none yet\n",
                     "a declaration on two lines")

    def test_a_declaration_too_long_for_one_line_passes(self):
        self.passes(f"    std::map<std::string, std::vector<{'x' * 60}>>\n        values_of_all_clusters_;  ///< by name\n")

    def test_statements_and_lists_pass(self):
        self.passes("    if (many)\n        return;  // enough\n    else\n        go_on();  // more\n")
        self.passes("enum class E {\n    one,\n    two,  ///< the second\n};\n")
        self.passes("void f(int a,\n       int b);\n")

    def test_a_line_of_a_list_that_is_too_long_is_found(self):
        self.refuses("/// - " + "word " * 23 + "\n", "a comment of more than 120 columns")
        self.passes("/// - " + "word " * 22 + "\n")
        self.passes("/// Source: https://example.org/" + "x" * 100 + "\n")

    def test_two_slashes_in_a_text_are_no_comment(self):
        self.passes('    const auto url = make(\n        "https://example.org");\n')

    def test_an_empty_tree_does_not_pass(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(subprocess.run([sys.executable, SCRIPT, root], capture_output=True, check=False).returncode, 1)


if __name__ == "__main__":
    unittest.main()
