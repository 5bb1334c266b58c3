"""How long the built-in source takes for a hundred thousand articles, and how much memory."""
import json
import os
import statistics
import subprocess
import time

from peak_memory import PeakMemory
from themes.articles import SETS, Articles

ARTICLES = 100_000
BEGINNING = 2000  # bytes of a content that step 2 reads where there is no summary


def write(sets, folder, asterism):
    """The sets over and over, with the clusters that Asterism finds in them; a repeated article stays in its cluster."""
    articles, labels, clusters = folder / "speed.jsonl", folder / "speed.labels.txt", 0
    rows = []
    for one in sets:
        found = one.labels("asterism", asterism, folder)
        for row, label in zip(one.rows, found.tolist()):
            body = (row.get("content") or "").encode()[:BEGINNING].decode(errors="ignore")
            rows.append((json.dumps({"title": row["title"], "content": body}), label + clusters if label >= 0 else -1))
        clusters += int(found.max()) + 1
    with open(articles, "w", encoding="utf-8") as out, open(labels, "w", encoding="utf-8") as numbers:
        for number in range(ARTICLES):
            text, label = rows[number % len(rows)]
            out.write(text + "\n")
            numbers.write(f"{label}\n")
    return articles, labels, clusters


def once(command):
    began = time.perf_counter()
    started = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    peak = PeakMemory(started.pid)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {started.returncode}")
    return dict(wall_s=time.perf_counter() - began, cpu_s=used.ru_utime + used.ru_stime, peak_mib=peak.end())


def measured(data, program, asterism, folder, runs):
    articles, labels, clusters = write([Articles(data, name) for name in SETS], folder, asterism)
    runs = [once([program, articles, labels]) for _ in range(runs)]
    return dict(articles=ARTICLES, clusters=clusters, megabytes=articles.stat().st_size / 1e6, runs=runs,
                **{name: statistics.median(run[name] for run in runs) for name in runs[0]})
