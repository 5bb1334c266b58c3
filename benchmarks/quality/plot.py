"""Two pictures: agreement over coverage, a panel for each set; and how often a certainty is right."""
import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

from quality.names import BARRED, OURS, RIVALS  # noqa: E402
from quality.scores import LEAST_ROWS  # noqa: E402

OURS_COLOUR = "#c2410c"
MARKERS = {"plain": "s", "attached 0.3": "D", "attached 0.5": "d", "topics": "o"}
COLOURS = {"umap 10": "#93c5fd", "umap 25": "#3b82f6", "umap 50": "#1e3a8a", "evoc": "#7c3aed"}
SET_COLOURS = ["#c2410c", "#2563eb", "#059669", "#7c3aed", "#ca8a04"]
MEASURES = {"ami": "AMI of the clustered rows", "ami_n": "AMI, noise rows alone"}


def panel(axes, one, measure):
    curve = one["topics_curve"]
    axes.plot([at["coverage"] for at in curve], [at[measure] for at in curve], color=OURS_COLOUR, linewidth=1.6, label="topics, surest rows first")
    for way, marker in MARKERS.items():
        figures = one["ways"][way]
        axes.plot(figures["coverage"], figures[measure], marker, color=OURS_COLOUR, markersize=7, zorder=3, label=OURS[way], linestyle="none",
                  markerfacecolor=OURS_COLOUR if way == "topics" else "white")
    for rival in BARRED:
        seeds = one["rivals"][rival]["seeds"]
        axes.plot([seed["coverage"] for seed in seeds], [seed[measure] for seed in seeds], "^" if rival == "evoc" else "x", color=COLOURS[rival],
                  markersize=7, markeredgewidth=1.8, linestyle="none", label=f"{RIVALS[rival]} (3 seeds)")
    axes.set_xlim(0, 1.03)
    axes.grid(True, color="#e2e8f0")
    axes.spines[["top", "right"]].set_visible(False)


def coverage(sets, path):
    figure, rows = pyplot.subplots(2, len(sets), figsize=(3.5 * len(sets), 7.4), layout="constrained", squeeze=False, sharex=True)
    for axes_of_measure, (measure, title) in zip(rows, MEASURES.items()):
        for axes, (name, one) in zip(axes_of_measure, sets.items()):
            panel(axes, one, measure)
            if measure == "ami":
                axes.set_title(f"{name}: {one['rows']:,} rows", loc="left", fontsize=11)
        axes_of_measure[0].set_ylabel(title)
    for axes in rows[-1]:
        axes.set_xlabel("coverage")
    figure.legend(*rows[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def calibration(sets, path):
    figure, axes = pyplot.subplots(figsize=(6.6, 4.6), layout="constrained")
    for colour, (name, one) in zip(SET_COLOURS, sets.items()):
        tenths = [tenth for tenth in one["calibration"] if tenth["rows"] >= LEAST_ROWS]
        axes.plot([(tenth["tenth"] + 0.5) / 10 for tenth in tenths], [tenth["majority"] for tenth in tenths], marker="o", markersize=4, color=colour, label=name)
    axes.axvline(0.5, color="#94a3b8", linestyle=":", linewidth=1.2)
    axes.text(0.505, 0.02, "the default floor", color="#64748b", fontsize=9)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=f"certainty (tenths of at least {LEAST_ROWS} rows)", ylabel="share of rows of their topic's majority class")
    axes.grid(True, color="#e2e8f0")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def draw(results, folder):
    sets = results.get("agreement", {}).get("sets", {})
    if sets:
        coverage(sets, folder / "quality.png")
        calibration(sets, folder / "quality-calibration.png")
