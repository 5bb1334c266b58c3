"""Noun chunks and named entities by a spaCy pipeline, asked for over a socket that the parent hands down as descriptor 3.

Started as: python -c WORKER PIPELINE. JSON lines both ways. First a hello from here: {"asterism_nlp": 1, "python", "spacy", "pipeline",
"version"}, or {"asterism_nlp": 1, "error", "mend"}. Then for every {"id", "texts"}: {"id", "docs": [{"chunks": [text], "entities":
[[text, label]]}]}, one doc for each text. Ends when the socket does. Standard output is not used: libraries may print there.
"""
import json
import os
import socket
import sys

LEADING = {"DET", "PRON", "PUNCT", "CCONJ", "SCONJ", "ADP", "NUM", "PART", "SPACE", "SYM", "X"}
TRAILING = {"PUNCT", "PART", "SPACE", "SYM"}
NO_NAMES = {"CARDINAL", "ORDINAL", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"}


def trimmed(span, keep_numbers):
    """The span without articles and pronouns before it and signs around it; "" when nothing is left."""
    first, last = span.start, span.end
    leading = LEADING - {"NUM", "X"} if keep_numbers else LEADING
    while first < last and span.doc[first].pos_ in leading:
        first += 1
    while last > first and span.doc[last - 1].pos_ in TRAILING:
        last -= 1
    text = " ".join(span.doc[first:last].text.split())
    return text if any(letter.isalpha() for letter in text) else ""


def spans_of(doc):
    try:
        chunks = [trimmed(chunk, False) for chunk in doc.noun_chunks]
    except NotImplementedError:  # the language has no rules for noun chunks
        chunks = []
    entities = [[trimmed(entity, True), entity.label_] for entity in doc.ents if entity.label_ not in NO_NAMES]
    return {"chunks": [chunk for chunk in chunks if chunk], "entities": [entity for entity in entities if entity[0]]}


def load(pipeline):
    """(pipeline, hello)."""
    try:
        import spacy
    except ImportError as failure:
        return None, {"asterism_nlp": 1, "error": f"Python cannot import spaCy ({failure})", "mend": "scripts/install_nlp"}
    try:
        nlp = spacy.load(pipeline, exclude=["lemmatizer"])
    except (OSError, ImportError) as failure:
        said = str(failure).splitlines()[0]
        return None, {"asterism_nlp": 1, "error": f"spaCy cannot load \"{pipeline}\" ({said})", "mend": f"scripts/install_nlp {pipeline}"}
    return nlp, {"asterism_nlp": 1, "python": sys.version.split()[0], "spacy": spacy.__version__, "pipeline": pipeline,
                 "version": nlp.meta.get("version", "")}


def main():
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    stream = socket.socket(fileno=3).makefile("rwb")

    def say(answer):
        stream.write(json.dumps(answer).encode() + b"\n")
        stream.flush()

    nlp, hello = load(sys.argv[1])
    say(hello)
    if nlp is None:
        return
    for line in stream:
        request = json.loads(line)
        say({"id": request["id"], "docs": [spans_of(doc) for doc in nlp.pipe(request["texts"])]})


main()
