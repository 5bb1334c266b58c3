"""The pieces of docs/topics.md that hold figures: a test looks for each of them there, word for word. Run me to print them all."""
import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from quality import page  # noqa: E402
from quality.names import OURS, RIVALS  # noqa: E402
from suite.arguments import RESULTS  # noqa: E402
from suite.markdown import table  # noqa: E402

WAYS = ["plain", "attached 0.5", "topics"]
SHOWN_RIVALS = ["umap 10", "umap 50", "evoc"]


def left_out(sets):
    shares = [100 * (1 - one["ways"]["plain"]["coverage"]) for one in sets.values()]
    return f"{min(shares):.0f} to {max(shares):.0f} %"


def measured(sets):
    lines = []
    for name, one in sets.items():
        ours = [(f"**{OURS[way]}**" + (f" (resolution {one['resolution']:g})" if way == "topics" else ""), one["ways"][way]) for way in WAYS]
        theirs = [(RIVALS[rival], one["rivals"][rival]["mean"]) for rival in SHOWN_RIVALS]
        lines += [[name if number == 0 else "", way, *page.cells(figures)] for number, (way, figures) in enumerate(ours + theirs)]
    return table(["set", "way", "clusters", "coverage", "ARI", "AMI", "AMI_n"], lines)


def pieces(results):
    sets = {part: found["sets"] for part, found in results.items()}
    return [left_out(sets["agreement"]), measured(sets["agreement"]), page.calibration(sets["agreement"]), page.noise(sets["agreement"]),
            *page.stability(sets["stability"]), *page.placing(sets["placing"]), *page.granularity(sets["granularity"])]


if __name__ == "__main__":
    print("\n\n".join(pieces(json.loads((RESULTS / "quality.json").read_text()))))
