"""The picture beside the tables: seconds and peak memory over the number of rows, the engine and its rivals."""
import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter  # noqa: E402

from suite import figures  # noqa: E402
from suite.cases import ASTERISM, TIES_HDBSCAN  # noqa: E402

COLOURS = {ASTERISM: "#c2410c", "half-product": "#64748b", "fast_hdbscan": "#2563eb", "evoc": "#7c3aed", "hdbscan-cosine": "#059669",
           "sklearn-cosine": "#ca8a04", "quitefastmst-tree": "#be185d", "hdbscan-unit-euclidean": "#0e7490"}
NAMES = {ASTERISM: "asterism (exact)", "half-product": "each pair's product by OpenBLAS, thrown away", "fast_hdbscan": "fast_hdbscan (approximate)",
         "evoc": "evoc (approximate)", "hdbscan-cosine": "hdbscan, cosine", "sklearn-cosine": "scikit-learn, cosine",
         "quitefastmst-tree": "quitefastmst (tree only)", "hdbscan-unit-euclidean": "hdbscan, euclidean"}


def points(results, contender, field):
    """(rows, median) in ascending order, every size once; the sizes of 384 dimensions only."""
    found = {}
    for part in ("scaling", "large", "rivals"):
        for case in results.get(part, {}).get("cases", []):
            if case["contender"] == contender and not figures.failure(case) and figures.dimensions(case) == 384:
                found[figures.rows(case)] = figures.median(case, field)
    return sorted(found.items())


def contenders(results):
    seen = [case["contender"] for found in results.values() for case in found.get("cases", [])]
    return [name for name in dict.fromkeys([ASTERISM, *seen]) if name != TIES_HDBSCAN]


def lines(axes, results, field):
    for name in contenders(results):
        found = points(results, name, field)
        if found:
            axes.plot(*zip(*found), marker="o", markersize=4, color=COLOURS.get(name), label=NAMES.get(name, name),
                      linewidth=2.4 if name == ASTERISM else 1.2)


def promise(axes, results):
    sizes = [rows for rows, _ in points(results, ASTERISM, "peak_mib")]
    if sizes:
        mib = [2 * rows * 384 * 4 / 2**20 + figures.PROMISED_EXTRA_MIB for rows in sizes]
        axes.plot(sizes, mib, color=COLOURS[ASTERISM], linestyle=":", linewidth=1.2, label="2 x vectors + 64 MiB (promised)")


def dressed(axes, title, unit):
    axes.set(xscale="log", yscale="log", xlabel="rows of 384 dimensions")
    axes.set_title(title, loc="left", fontsize=11)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda rows, _: f"{rows:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} {unit}"))
    axes.grid(True, which="major", color="#e2e8f0")
    axes.spines[["top", "right"]].set_visible(False)


def draw(results, path):
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 5.2), layout="constrained")
    lines(left, results, "wall_s")
    dressed(left, "Seconds to cluster (median; both axes logarithmic)", "s")
    lines(right, results, "peak_mib")
    promise(right, results)
    dressed(right, "Peak memory of the process", "MiB")
    handles = {label: handle for axes in (left, right) for handle, label in zip(*axes.get_legend_handles_labels())}
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    figure.savefig(path, dpi=130)
