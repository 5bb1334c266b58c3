"""The five sets with their gold labels, and the program topics_benchmark that runs the library's doors on them.

NAME.npy is n x 384 float16, NAME.jsonl one object a row with "label" (null = no gold label) and "published".
"""
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

NAMES = ["gnews", "tweets", "clinc150", "ng20", "reuters"]
INTEGERS = ["labels", "start", "stories", "story_parents", "themes", "plain", "placed", "placed_start"]
NUMBERS = ["certainty", "claims", "persistence", "placed_claims"]
GRAPH = {"first": "<u8", "neighbor": "<u4", "weight": "<i8", "loop": "<i8", "node_of_row": "<u4", "copies": "<u4"}


class Set:
    def __init__(self, folder, name):
        self.name = name
        self.rows = np.load(Path(folder) / f"{name}.npy").astype("<f4")
        with open(Path(folder) / f"{name}.jsonl", encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines]
        names = [article["label"] for article in articles]
        codes = {label: code for code, label in enumerate(sorted({str(label) for label in names if label is not None}))}
        self.gold = np.array([-1 if label is None else codes[str(label)] for label in names])
        self.published = [article.get("published") for article in articles]

    def classes(self):
        return int(self.gold.max()) + 1

    def unit_rows(self):
        return self.rows / np.linalg.norm(self.rows, axis=1, keepdims=True)


def command_of(program, rows, options, folder, arrays=()):
    """Writes what topics_benchmark reads into the folder. `arrays`: option name -> array that is handed over as a file."""
    given = dict(options)
    for name, values in dict(arrays).items():
        path = Path(folder) / f"given.{name}"
        values.tofile(path)
        given[name] = {"vectors": str(path), "rows": len(values)} if name == "place" else str(path)
    vectors = Path(folder) / "rows.f32"
    np.ascontiguousarray(rows, dtype="<f4").tofile(vectors)
    return [program, vectors, str(len(rows)), str(rows.shape[1]), json.dumps(given), Path(folder) / "out"]


def dump(program, rows, options, arrays=()):
    """Runs topics_benchmark; returns its figures and arrays in one dict."""
    with tempfile.TemporaryDirectory() as folder:
        command = command_of(program, rows, options, folder, arrays)
        subprocess.run(command, check=True)
        prefix = command[-1]
        result = json.loads(Path(f"{prefix}.json").read_text())
        kinds = {**{name: "<i4" for name in INTEGERS}, **{name: "<f8" for name in NUMBERS}, **GRAPH}
        for name, kind in kinds.items():
            if Path(f"{prefix}.{name}").exists():
                result[f"{name}_figure" if name in result else name] = result.get(name)
                result[name] = np.fromfile(f"{prefix}.{name}", kind)
        return result
