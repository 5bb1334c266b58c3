#!/usr/bin/env python3
"""Finds comments that are torn: orphaned words inside a paragraph, declarations split for a comment's sake, lines too long.

Usage: scripts/check_comments.py [ROOT]. Prints one line per finding and exits 1, or prints what it read and exits 0.

When a comment line is too long, clang-format moves its last words to a line of their own and leaves the rest of the
paragraph alone. Such a line is found when the line before it had no room for its first word, it holds few words itself,
and the next line goes on with the same sentence though its first word would have fitted. A declaration is torn when it
stands on two lines only because a comment trails it: without the comment both would fit on one. Lines of tables and lists
are left to their author (CommentPragmas in .clang-format), who may not make them longer than the others.
Mend by hand: fill the paragraph anew, or put the comment on a line above.
"""

import pathlib
import re
import sys

WIDTH = 120
FEW_WORDS = 4
FOLDERS = ("include", "src", "tests", "benchmarks")
SOURCES = {".hpp", ".cpp", ".inc"}
ALONE = re.compile(r"^\s*(///?<?)(?:\s+(.*))?$")
TRAILING = re.compile(r"^(?P<code>.*[^\s/].*?)\s+(?P<mark>///?<?)\s+(?P<text>\S.*)$")
ITEM = re.compile(r"^([-*]|\d+\.)\s")
INDENTED = re.compile(r"^\s*///?<?\s{2,}\S")  # a sample, or an item's next line: the formatter leaves it alone
DRAWING = re.compile(r"\||--|\.\.\.$|^[\W\d]+$|->$")


def text_of(line):
    """The words of a line's comment, or None when it has none."""
    alone = ALONE.match(line)
    if alone:
        return alone.group(2) or ""
    trailing = TRAILING.match(line)
    return trailing.group("text") if trailing and not in_string(line, trailing.start("mark")) else None


def in_string(line, at):
    return line[:at].replace('\\"', "").count('"') % 2 == 1


def is_alone(line):
    return ALONE.match(line) is not None


def goes_on(short, after):
    """Is `after` the same sentence as `short`?"""
    return not (ITEM.match(after) or re.search(r"[.:;!?)]$", short)) or after[:1].islower()


def orphans(lines):
    """Numbers of the lines (from 1) that hold orphaned words."""
    for at in range(1, len(lines) - 1):
        if not is_alone(lines[at]) or INDENTED.match(lines[at]) or not is_alone(lines[at + 1]):
            continue
        before, short, after = (text_of(lines[at + offset]) for offset in (-1, 0, 1))
        if not before or not short or not after or ITEM.match(short) or any(map(DRAWING.search, (short, after))):
            continue
        had_no_room = len(lines[at - 1].rstrip()) + 1 + len(short.split()[0]) > WIDTH
        has_room = len(lines[at].rstrip()) + 1 + len(after.split()[0]) <= WIDTH
        if had_no_room and has_room and len(short.split()) <= FEW_WORDS and goes_on(short, after):
            yield at + 1


def torn(lines):
    """Numbers of the lines that end a declaration or call which only its comment split."""
    for at in range(1, len(lines)):
        trailing = TRAILING.match(lines[at])
        first = lines[at - 1].rstrip()
        if not trailing or in_string(lines[at], trailing.start("mark")) or not first or text_of(first) is not None:
            continue
        code = trailing.group("code").strip()
        if not code.endswith((";", ")", ",")) or first.lstrip().startswith(("#", "public", "private")):
            continue
        if len(lines[at]) - len(lines[at].lstrip()) <= len(first) - len(first.lstrip()):
            continue  # no continuation: it would stand further in
        opened = first.count("(") > first.count(")") or first.endswith((">", "=")) or re.search(r"\w$", first)
        statement = first.endswith(("{", "}", ";", ":")) or re.search(r"\b(else|do)$", first)
        if opened and not statement and len(f"{first} {code}") <= WIDTH:
            yield at + 1


def too_long(lines):
    """Numbers of the lines with a comment that goes on behind the last column."""
    return [at for at, line in enumerate(lines, 1) if len(line) > WIDTH and text_of(line) is not None and "://" not in line]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
    files = 0
    findings = []
    for path in sorted(p for folder in FOLDERS for p in (root / folder).rglob("*") if p.suffix in SOURCES):
        files += 1
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(root).as_posix()
        findings += [f'{name}:{n}: orphaned words "{text_of(lines[n - 1])}"' for n in orphans(lines)]
        findings += [f"{name}:{n}: a declaration on two lines for its comment's sake" for n in torn(lines)]
        findings += [f"{name}:{n}: a comment of more than {WIDTH} columns" for n in too_long(lines)]
    for finding in findings:
        print(finding)
    print(f"{files} files, {len(findings)} torn comments")
    return 1 if findings or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
