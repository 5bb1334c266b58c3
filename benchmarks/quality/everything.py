"""Runs the parts that were asked for, set by set, and writes the page from all figures that are there."""
import importlib
import json

from suite import arguments, machine, prepare

from quality import page, plot
from quality.sets import NAMES, Set

PACKAGES = ["umap-learn", "hdbscan", "evoc", "scikit-learn", "pynndescent", "numba", "leidenalg", "igraph", "numpy", "scipy"]


def known(results):
    path = results / "quality.json"
    return json.loads(path.read_text()) if path.exists() else {}


def write(results, found):
    (results / "quality.json").write_text(json.dumps(found, indent=1) + "\n")


def of_part(part, given, found):
    """Figures are written after each set, so that what stops a long part costs no more than one."""
    module, program = importlib.import_module(f"quality.{part}"), prepare.program("topics_benchmark")
    before = found.get(part, {})
    wanted = [name for name in getattr(module, "SETS", NAMES) if not given.set or name in given.set]
    print(part, flush=True)
    for name in wanted:
        figures = module.measure(program, Set(given.data, name) if name in NAMES else None)
        kept = before.get("sets", {}) if given.set else {old: value for old, value in before.get("sets", {}).items() if old not in wanted}
        before = found[part] = dict(command=arguments.command_line("benchmarks/quality/run"), machine=machine.described(PACKAGES), sets=kept | {name: figures})
        write(given.results, found)


def run(given):
    given.results.mkdir(parents=True, exist_ok=True)
    found = known(given.results)
    for part in given.part:
        of_part(part, given, found)
    plot.draw(found, given.results)
    (given.results / "quality.md").write_text(page.page(found))
    print(f"written: {given.results / 'quality.md'}")
