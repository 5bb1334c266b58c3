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


def keep(results, part, name, figures, only):
    """Read anew each time, so that parts may run beside each other; all sets of a part at once forget those of an earlier run."""
    found = known(results)
    sets = found.get(part, {}).get("sets", {})
    kept = sets if only else {}
    about = dict(command=arguments.command_line("benchmarks/quality/run"), machine=machine.described(PACKAGES))
    found[part] = about | dict(sets=kept | {name: figures})
    (results / "quality.json").write_text(json.dumps(found, indent=1) + "\n")


def of_part(part, given):
    """Figures are written after each set, so that what stops a long part costs no more than one."""
    module, program = importlib.import_module(f"quality.{part}"), prepare.program("topics_benchmark")
    print(part, flush=True)
    wanted = [name for name in getattr(module, "SETS", NAMES) if not given.set or name in given.set]
    for number, name in enumerate(wanted):
        figures = module.measure(program, Set(given.data, name) if name in NAMES else None)
        keep(given.results, part, name, figures, given.set or number > 0)


def run(given):
    given.results.mkdir(parents=True, exist_ok=True)
    for part in given.part:
        of_part(part, given)
    found = known(given.results)
    plot.draw(found, given.results)
    (given.results / "quality.md").write_text(page.page(found))
    print(f"written: {given.results / 'quality.md'}")
