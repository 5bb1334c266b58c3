#!/usr/bin/env python3
"""Turns Debian's package lists into articles: debian_articles.py LISTS_DIR OUT_DIR.

One article per source package, so that a library, its headers and its documentation are not three near-equal texts.
Writes OUT_DIR/articles.jsonl (article_id, title "name: short description", summary = long description, url = homepage)
and OUT_DIR/sections.tsv (article_id, section), which the program never sees: it is for judging the clusters.
Ids count source packages in alphabetical order. Reads what `apt-get update` with Acquire::Languages "en" left in
LISTS_DIR, whatever its compression.
"""

import json
import pathlib
import subprocess
import sys

# Sections of packages that accompany another one of the same source.
COMPANIONS = {"debug", "doc", "introspection", "libdevel", "localization", "metapackages", "oldlibs"}


def stanzas(path):
    """The fields of each paragraph of one list; a continued line keeps its leading space."""
    helper = subprocess.Popen(["/usr/lib/apt/apt-helper", "cat-file", path], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    fields, name = {}, None
    with helper.stdout as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if fields:
                    yield fields
                fields, name = {}, None
            elif line[0] == " ":
                fields[name] += "\n" + line
            else:
                name, _, value = line.partition(":")
                fields[name] = value.strip()
    if fields:
        yield fields
    if helper.wait() != 0:
        raise SystemExit(f'apt cannot read "{path}"')


def long_description(value):
    """Paragraphs of a Description field without its first line: joined lines, an empty line between paragraphs."""
    paragraphs, lines = [], []
    for line in value.split("\n")[1:]:
        if line == " .":
            paragraphs.append(" ".join(lines))
            lines = []
        else:
            lines.append(line.strip())
    return "\n\n".join(part for part in paragraphs + [" ".join(lines)] if part)


def speaker(source, packages):
    """The binary package that speaks for its source: its namesake, or the shortest name that is no companion."""
    def order(package):
        return (package["Package"] != source, package["Section"] in COMPANIONS, len(package["Package"]), package["Package"])
    return min(packages, key=order)


def read_sources(lists):
    sources = {}
    for path in sorted(lists.glob("*_Packages*")):
        for package in stanzas(path):
            source = package.get("Source", package["Package"]).split(" ")[0]
            sources.setdefault(source, []).append(package)
    return sources


def read_descriptions(lists):
    """Long descriptions by their md5 sum, which is how package lists name them."""
    return {
        entry["Description-md5"]: long_description(entry["Description-en"])
        for path in sorted(lists.glob("*_Translation-en*"))
        for entry in stanzas(path)
    }


def main():
    lists, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    sources, descriptions = read_sources(lists), read_descriptions(lists)
    if not sources or not descriptions:
        raise SystemExit(f'no package lists or no English descriptions in "{lists}"')
    with open(out / "articles.jsonl", "w", encoding="utf-8") as articles, open(out / "sections.tsv", "w", encoding="utf-8") as sections:
        for article_id, (source, packages) in enumerate(sorted(sources.items()), start=1):
            package = speaker(source, packages)
            short = package["Description"].split("\n")[0]
            article = {"article_id": article_id, "title": f'{package["Package"]}: {short}',
                       "summary": descriptions.get(package.get("Description-md5"), ""), "url": package.get("Homepage", "")}
            articles.write(json.dumps(article, ensure_ascii=False) + "\n")
            sections.write(f'{article_id}\t{package["Section"].rsplit("/", 1)[-1]}\n')
    print(f"{len(sources)} source packages")


if __name__ == "__main__":
    main()
