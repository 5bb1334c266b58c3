"""README, manual page and the help of every command say the same: option names, defaults, choices, exit codes.

Usage: documents.py PROGRAM. Each test reads the three as they are; the last ones change one of them and want to hear of it.
"""

import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPTION = r"--[a-z][a-z0-9-]*"


def plain(text):
    return " ".join(text.split())


class Help:
    """What the program says about itself."""

    def __init__(self, texts):
        self.texts = texts  # command -> help; "" is the program's own
        self.commands = re.findall(r"^  ([a-z]+) {3,}(.+)$", texts[""].split("Subcommands:")[1].split("\n\n")[0], re.MULTILINE)
        self.defaults, self.choices = {}, {}  # option -> all that some command's help says
        for text in texts.values():
            for name, kind, said in re.findall(rf"^  (?:-\w,)?({OPTION})(?: (\S+))?\s+(\S.*)$", text, re.MULTILINE):
                self.defaults.setdefault(name, set()).update(re.findall(r"\[([^\]]+)\]", said))
                if "|" in kind:
                    self.choices.setdefault(name, set()).add(kind)

    @staticmethod
    def of(program):
        def ask(*words):
            return subprocess.run([program, *words, "--help"], check=True, capture_output=True, text=True).stdout
        texts = {"": ask()}
        for name, _ in Help(dict(texts)).commands:
            texts[name] = ask(name)
        return Help(texts)


class Manual:
    def __init__(self, source):
        text = re.sub(r"\\f[BIRP]", "", source).replace("\\-", "-").replace("\\", "")
        self.text = text
        self.blocks = {}  # option -> its paragraph, the line with its name first
        for block in re.split(r"^\.(?:TP|SH|PP)\b.*$", text, flags=re.MULTILINE):
            for name in re.findall(OPTION, block.strip().split("\n")[0]):
                self.blocks.setdefault(name, block.strip())
        for name, default in re.findall(rf'({OPTION})["\s]+\((\w+)\)', text.split("TABLES THAT EXIST")[1].split(".SH")[0]):
            self.blocks[name] = f"{name}\nDefault {default}."


def stated(block):
    """The sentences of a paragraph that say what a default is."""
    return " ".join(re.findall(r"Default\b.*?(?:\.(?=\s|$)|$)", plain(block)))


def exit_codes(text):
    return dict(re.findall(r"(?:^|[,\s])(\d+(?:/\d+)?) +([a-z][a-z ]*[a-z])(?=[,.]|\s*$|  )", text, re.MULTILINE))


def disagreements(program, manual_source, readme):
    manual = Manual(manual_source)
    found = []
    found += [f"the manual does not explain {name}" for name in program.defaults if name not in manual.blocks]
    for where, text in (("manual", manual.text), ("README", without_other_programs(readme)), *((f"help of {c}", t) for c, t in program.texts.items())):
        found += [f"{where}: there is no option {name}" for name in set(re.findall(rf"(?<![\w-]){OPTION}", text)) - set(program.defaults)]
    for name, defaults in program.defaults.items():
        said = stated(manual.blocks.get(name, ""))
        found += [f"{name}: the default {d} is not in the manual ({said})" for d in defaults if not re.search(rf"(?<![\w.-]){re.escape(d)}(?![\w-])", said)]
        if said and not defaults:
            found.append(f"{name}: the manual states a default, the help none")
    found += [f"{name}: the manual does not say {kind}" for name, kinds in program.choices.items() for kind in kinds if kind not in manual.blocks.get(name, "").split("\n")[0]]
    for name, default in re.findall(rf"`({OPTION})` \(default: `?([^)`]+)`?\)", readme):
        if program.defaults.get(name) != {default}:
            found.append(f"README: the default of {name} is not {default}")
    for name, summary in program.commands:
        arguments = re.search(rf"^Usage: asterism {name} (.*) \[OPTIONS\]$", program.texts[name], re.MULTILINE).group(1)
        if not re.search(rf"^asterism {name} +{re.escape(arguments)} +{re.escape(summary)}$", manual.text, re.MULTILINE):
            found.append(f"the manual does not list \"asterism {name} {arguments}\" as \"{summary}\"")
    return found + exit_code_disagreements(program, manual, readme)


def exit_code_disagreements(program, manual, readme):
    meant = exit_codes(plain(program.texts[""].split("Exit codes:")[1]))
    found = []
    kinds = set(re.findall(r"^    \w+ = (\d+)", (ROOT / "include/asterism/error.hpp").read_text(), re.MULTILINE))
    if set(meant) != kinds - {"130"} | {"0", "130/143"}:
        found.append(f"the help lists the exit codes {sorted(meant)}")
    section = manual.text.split("EXIT STATUS")[1].split(".SH")[0]
    for where, text in (("manual", section), ("README", plain(readme.split("Exit codes:")[1].split("\n\n")[0]))):
        codes = exit_codes(text)
        found += [f"{where}: exit code {code} is \"{codes.get(code)}\", in the help \"{meant.get(code)}\""
                  for code in sorted(set(codes) | set(meant)) if codes.get(code) != meant.get(code)]
    return found


def without_other_programs(readme):
    """Options of cmake, and of scripts of ours that know them, are not the program's."""
    text = re.sub(rf"cmake {OPTION}", "", readme)
    for line in readme.split("\n"):
        for script in re.findall(r"scripts/(\w+)", line):
            source = (ROOT / "scripts" / script).read_text()
            for name in re.findall(OPTION, line):
                if name in source:
                    text = text.replace(line, line.replace(name, ""))
    return text


PROGRAM_HELP = Help.of(sys.argv[1])


class Documents(unittest.TestCase):
    def setUp(self):
        self.manual = (ROOT / "docs/asterism.1").read_text()
        self.readme = (ROOT / "README.md").read_text()

    def found(self, texts=PROGRAM_HELP.texts, manual=None, readme=None):
        return disagreements(Help(texts), manual or self.manual, readme or self.readme)

    def changed(self, text, old, new):
        self.assertIn(old, text)
        return text.replace(old, new)

    def help_changed(self, command, old, new):
        return PROGRAM_HELP.texts | {command: self.changed(PROGRAM_HELP.texts[command], old, new)}

    def test_the_three_agree(self):
        self.assertEqual(self.found(), [])

    def test_the_help_was_read(self):
        self.assertGreater(len(PROGRAM_HELP.defaults), 50)
        self.assertEqual(len(PROGRAM_HELP.commands), 14)
        self.assertEqual(PROGRAM_HELP.defaults["--min-cluster-size"], {"10"})
        self.assertEqual(PROGRAM_HELP.choices["--method"], {"eom|leaf"})

    def test_a_manual_that_drifts_is_noticed(self):
        for old, new in (("Default 10.", "Default 11."), ("Default eom.", "Default leaf."), ("\\-\\-ties", "\\-\\-tie"), ("eom\\fR|\\fBleaf", "eom\\fR|\\fBleaves"),
                         ('" (reader), "', '" (readers), "'), ("Default 200 and 100000", "Default 100 and 100000"), ("  7  timeout", "  8  timeout"),
                         ("data rejected", "data refused"), ("[\\fIDB\\fR] \\fIFILE\\fR...", "[\\fIDB\\fR] \\fIFILE\\fR")):
            self.assertNotEqual(self.found(manual=self.changed(self.manual, old, new)), [], new)

    def test_a_readme_that_drifts_is_noticed(self):
        for old, new in (("`--min-cluster-size` (default: 10)", "`--min-cluster-size` (default: 12)"), ("--min-samples", "--min-sample"), ("--only", "--just"),
                         ("7 timeout", "7 too slow"), ("10 held back", "12 held back"), ("scripts/demo        #", "scripts/demo --fast #")):
            self.assertNotEqual(self.found(readme=self.changed(self.readme, old, new)), [], new)

    def test_a_program_that_drifts_is_noticed(self):
        for command, old, new in (("cluster", "[10]", "[15]"), ("cluster", "eom|leaf", "eom|leaf|both"), ("run", "--every", "--each"), ("init", "[256]", "[384]"),
                                  ("runs", "[20]", "[30]"), ("", "3 data rejected", "3 data refused"), ("", "10 held back", "12 held back"), ("label", "--clear ", "--reset ")):
            self.assertNotEqual(self.found(texts=self.help_changed(command, old, new)), [], new)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
