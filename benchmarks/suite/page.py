"""engine.md: the tables of all results that are there, each with its machine and its command."""
import json

from suite import bars, markdown, plot
from suite.arguments import PARTS

TITLES = dict(kernels="Kernels", scaling="Sizes", threads="Threads", dimensions="Dimensions", rivals="Rivals", large="Large")
NOTES = dict(
    kernels="The pair filter's kernel, 384 rows against 384, beside a loop of its instruction on registers alone.",
    scaling="Seconds of the call of cluster() on vectors in memory, all cores. pairs / s: compared in the search for neighbours, over the time "
            "of that stage. Peak MiB: the process with its vectors. for 2n: from the size before, 2 to the power of the log-log slope.",
    threads="The same call with one thread and with two.",
    dimensions="The same rows, made wider by a fixed random layer.",
    rivals="All on the same file, in turns. A rival's fit is timed alone: imports, reading, unit length and compilation are left out. "
           "ARI: labels against asterism's, noise as a cluster of its own; ties=hdbscan breaks ties as hdbscan does.",
    large="Sizes beyond the real vectors: most rows are turned copies.")


def read(folder):
    return {part: json.loads((folder / f"{part}.json").read_text()) for part in PARTS if (folder / f"{part}.json").exists()}


def machine_line(machine, command):
    sets = ", ".join(machine["instructions"])
    changes = " with uncommitted changes" if machine["uncommitted_changes"] else ""
    return (f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {sets}; {machine['system']}; "
            f"{machine['compiler']}; commit {machine['commit']}{changes}. Command: `{command}`.")


def blas_line(cases):
    kernels = {pool["architecture"] for case in cases for run in case["runs"] for pool in run.get("thread_pools", [])
               if pool["internal_api"] == "openblas"}
    return f"OpenBLAS ran its kernels for {', '.join(sorted(kernels))}." if kernels else ""


def tables(part, found):
    if part == "kernels":
        return [markdown.kernels(found["measured"])]
    cases = found["cases"]
    if part == "threads":
        return [markdown.threads(cases)]
    if part == "rivals":
        return [blas_line(cases), markdown.rivals(cases)]
    return [markdown.times(cases), markdown.filters(cases), markdown.stages(cases)]


def data_lines(found):
    return "\n".join(f"- {name}: {text}" for name, text in found.get("data", {}).items())


def together(pieces):
    return "\n\n".join(piece for piece in pieces if piece)


def sections(results):
    """The machine is said where it is another than in the section before."""
    said = ""
    for part, found in results.items():
        machine = machine_line(found["machine"], found["command"])
        yield together([f"## {TITLES[part]}", NOTES[part], machine if machine != said else "", *tables(part, found), data_lines(found)])
        said = machine


def write(folder):
    results = read(folder)
    drawn = any("cases" in found for found in results.values())
    if drawn:
        plot.draw(results, folder / "engine.png")
    pieces = ["# What the engine does", "Written by `benchmarks/run` from the `.json` files beside it; `benchmarks/README.md` says how to read it.",
              "![seconds and memory over rows](engine.png)" if drawn else "", "## Bars", bars.all_of(results), *sections(results)]
    (folder / "engine.md").write_text(together(pieces) + "\n")
