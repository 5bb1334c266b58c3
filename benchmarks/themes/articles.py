"""The articles of a set, their tokens, and the two clusterings under which their keywords are compared."""
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np

SETS = ["reuters", "ng20"]
CLUSTERINGS = ["gold", "asterism"]
LEAST_ARTICLES = 10
TOKEN = re.compile(r"\b\w\w+\b")  # scikit-learn's default: two letters or digits and more


class Articles:
    """One set: `rows` as they are in the file, `texts` (title, newline, content), `vectors` (float32, row i of line i)."""

    def __init__(self, folder, name):
        self.name, self.path = name, Path(folder) / f"{name}.jsonl"
        with open(self.path, encoding="utf-8") as lines:
            self.rows = [json.loads(line) for line in lines]
        self.texts = [f"{row['title']}\n{row.get('content') or ''}" for row in self.rows]
        self.vectors = np.load(Path(folder) / f"{name}.npy").astype(np.float32)

    def tokens(self):
        return [TOKEN.findall(text.lower()) for text in self.texts]

    def gold(self):
        """The gold classes of at least 10 articles, in the order of their names; the rest is noise."""
        counts = Counter(row["label"] for row in self.rows if row["label"] is not None)
        numbers = {label: number for number, label in enumerate(sorted(label for label, n in counts.items() if n >= LEAST_ARTICLES))}
        return np.array([numbers.get(row["label"], -1) for row in self.rows], dtype=np.int32)

    def clustered(self, asterism, folder):
        """What `asterism cluster` finds with its defaults; kept in `folder`."""
        vectors, labels = folder / f"{self.name}.npy", folder / f"{self.name}-labels.npy"
        if not labels.is_file():
            np.save(vectors, self.vectors)
            subprocess.run([asterism, "cluster", vectors, "--labels", labels, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        return np.load(labels)

    def labels(self, clustering, asterism, folder):
        return self.gold() if clustering == "gold" else self.clustered(asterism, folder)
