"""quality.md: the bars first, then a table for each part, each part with its machine and command."""
from quality import bars
from quality.names import BARRED, OURS, RIVALS
from quality.scores import LEAST_ROWS, largest_fall
from suite.markdown import table

HOW = """Sentence vectors of 384 dimensions; one default for all sets. **coverage**: the share of the rows with a gold label that are in a cluster. **ARI** and **AMI**: over those.
**AMI_n**: over all rows with a gold label, each noise row a cluster of its own. A rival's figures are means of three seeds (all of them stand in `quality.json`). UMAP: 15 neighbours, 5
dimensions, min_dist 0, cosine; then hdbscan with the `min_cluster_size` named and its own default of `min_samples`. EVoC: its defaults. Rivals get unit rows. A layer of EVoC
picked by gold labels is shown and not barred."""
NOTES = dict(
    stability="Two samples of 95 % of a set at resolution 1.4, the second run cold or begun at the first's topics: ARI on the articles in both. reuters day by day from its "
              "tenth day on: of the articles in a topic before and after, the share whose topic keeps its id.",
    placing="A fifth of the rows held back and placed by a run over the others, against a full run begun at it.",
    granularity="Random parts of a set: topics and noise at one resolution. The same resolution gives fewer, coarser topics a row as a set grows.",
    speed="Whole processes, in turns, all cores. Ours from reading the rows to stories and themes written; theirs with imports and what it compiles "
          "in every process, unseeded, which is the faster way; hdbscan with size 10. Below, the same fit alone once more in that process, when all is compiled.",
    reference="Q / 2m, the modularity: ours cold, and leidenalg's best of eight seeds run to convergence (`n_iterations=-1`) on the same integer weights (loops halved, since igraph "
              "counts them twice). Small graphs: those of 4 to 9 rows, against every partition.")
TITLES = dict(agreement="Agreement with gold labels", stability="Stability", placing="Placing", granularity="Granularity", speed="Speed", reference="The same Q as the reference")


def number(value):
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def cells(figures):
    return [f"{figures['clusters']:.0f}", *(number(figures[key]) for key in ("coverage", "ari", "ami", "ami_n"))]


def methods(sets):
    lines = []
    for name, one in sets.items():
        for way, figures in one["ways"].items():
            resolution = f" (resolution {one['resolution']:g})" if way == "topics" else ""
            lines.append([name, f"**{OURS[way]}**{resolution}", *cells(figures)])
        lines += [[name, RIVALS[rival], *cells(one["rivals"][rival]["mean"])] for rival in BARRED]
        lines.append([name, "EVoC, layer picked by gold", *cells(one["evoc_layer_by_gold"])])
    return table(["set", "way", "clusters", "coverage", "ARI", "AMI", "AMI_n"], lines)


def at_coverage(sets):
    lines = []
    for name, one in sets.items():
        for rival in BARRED:
            ours, theirs = one["rivals"][rival]["topics_cut"], one["rivals"][rival]["mean"]
            lines.append([name, RIVALS[rival], number(theirs["coverage"]), *(f"{number(ours[key])} / {number(theirs[key])}" for key in ("ari", "ami", "ami_n"))])
    return table(["set", "at the coverage of", "coverage", "ARI: topics / theirs", "AMI", "AMI_n"], lines)


def all_rows(sets):
    def line(way, scores):
        mean = sum(one["ami"] for one in scores) / len(scores)
        return [way, *(f"{number(one['ari'])} {number(one['ami'])}" for one in scores), number(mean)]
    lines = [line("**topics**", [one["all_rows"] for one in sets.values()])]
    lines += [line(name, [one["rivals"][rival]["all_rows"] for one in sets.values()]) for rival, name in RIVALS.items()]
    return table(["all rows assigned: ARI, AMI", *sets, "mean AMI"], lines)


def calibration(sets):
    lines = []
    for name, one in sets.items():
        share = {tenth["tenth"]: number(tenth["majority"]) for tenth in one["calibration"] if tenth["rows"] >= LEAST_ROWS}
        lines.append([name, *(share.get(tenth, "") for tenth in range(1, 10)), f"{max(0.0, largest_fall(one['calibration'])):.3f}"])
    return table(["set", *(f".{tenth}" for tenth in range(1, 10)), "largest fall"], lines)


def noise(sets):
    lines = []
    for name, one in sets.items():
        if one["noise"]["without_label"] and name == bars.OUT_OF_SCOPE:
            lines.append(["topics, defaults", number(one["noise"]["of_those"]), number(one["noise"]["of_others"])])
            lines += [[RIVALS[rival], number(one["rivals"][rival]["noise_without_label"]), number(one["rivals"][rival]["noise_of_others"])] for rival in BARRED]
    return table([f"{bars.OUT_OF_SCOPE}: noise among", "rows out of scope", "the others"], lines) if lines else ""


def agreement(sets):
    return [HOW, methods(sets), "![agreement over coverage](quality.png)",
            "### At a rival's own coverage\n\nTopics, the surest rows first, until as many rows with a gold label are covered as the rival covers, seed by seed.", at_coverage(sets),
            "### All rows\n\nTopics at certainty 0. What a way leaves out joins the label with most cosine among its 15 exact neighbours, again and again.", all_rows(sets),
            f"### Certainty\n\nThe share of rows of their topic's majority class, by tenth of certainty (tenths of at least {LEAST_ROWS} rows with a gold label).",
            calibration(sets), "![calibration](quality-calibration.png)", noise(sets)]


def stability(sets):
    samples = [[name, number(one["cold"]), number(one["warm"])] for name, one in sets.items() if "cold" in one]
    replays = [[name, str(one["days"]), number(one["median"]), number(one["worst"])] for name, one in sets.items() if "days" in one]
    return [table(["set", "cold", "warm"], samples), table(["day by day", "days", "median", "worst"], replays) if replays else ""]


def placing(sets):
    return [table(["set", "held back", "of them a full run is sure of", "placed", "in the same topic", "AMI"],
                  [[name, f"{one['held']:,}", f"{one['sure']:,}", number(one["placed"]), number(one["same_topic"]), number(one["ami"])] for name, one in sets.items()])]


def granularity(sets):
    lines = []
    for name, found in sets.items():
        asked = list(dict.fromkeys(one["asked"] for one in found))
        for resolution in asked:
            some = [one for one in found if one["asked"] == resolution]
            used = " (" + ", ".join(f"{one['resolution']:g}" for one in some) + ")" if resolution == "auto" else ""
            lines.append([name, f"{resolution}{used}", *(f"{one['topics']} ({100 * one['noise']:.0f} %)" for one in some)])
    return [table(["set", "resolution", "a quarter: topics (noise)", "a half", "the whole"], lines)]


def speed(sets):
    lines = []
    for name, one in sets.items():
        for way, runs in one["runs"].items():
            walls = [run["wall_s"] for run in runs]
            lines.append([f"{name}, {one['rows']:,} rows", {"asterism": "**topics**", "umap": "umap-learn + hdbscan"}[way],
                          f"{one[f'{way}_s']:.2f} ({min(walls):.2f} - {max(walls):.2f}, {len(walls)})",
                          f"{min(run['cpu_s'] for run in runs):.1f}", f"{max(run['peak_mib'] for run in runs):.0f}"])
        fits = [run["compiled_s"] for run in one["runs"]["umap"]]
        lines.append([f"{name}, {one['rows']:,} rows", "umap-learn + hdbscan, the fit alone", f"{one['compiled_s']:.2f} ({min(fits):.2f} - {max(fits):.2f}, {len(fits)})",
                      f"{min(run['compiled_cpu_s'] for run in one['runs']['umap']):.1f}", ""])
        lines.append(["", "times faster than the process, than the fit", f"{one['times_faster']:.1f}, {one['times_faster_than_compiled']:.1f}", "", ""])
    return [table(["set", "way", "seconds, median (min - max, runs)", "least CPU s", "peak MiB"], lines)]


def reference(sets):
    lines = [[name, resolution, f"{both['ours']:.6f}", f"{both['best']:.6f}", f"{100 * (both['ours'] / both['best'] - 1):+.3f} %", f"{both['theirs_s']:.1f}",
              f"{both['ours_s']:.2f}"] for name, one in sets.items() if "graphs" not in one for resolution, both in one.items()]
    small = [f"Small graphs: the optimum is met on {one['met']} of {one['graphs']}." for one in sets.values() if "graphs" in one]
    return [table(["set", "resolution", "ours", "leidenalg", "difference", "s a run of theirs", "s of ours, all eight runs"], lines) if lines else "", *small]


def about(found):
    machine = found["machine"]
    changes = " with uncommitted changes" if machine["uncommitted_changes"] else ""
    return (f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; {machine['system']}; {machine['compiler']}; commit "
            f"{machine['commit']}{changes}. Command: `{found['command']}`.")


def bar_table(results):
    every = [one for part, found in results.items() for one in bars.of_part(part, found)]
    missed = [one for one in every if not one["met"]]
    lines = [[one["name"], one["wanted"], one["measured"], "yes" if one["met"] else "**no**"] for one in missed + [one for one in every if one["met"]]]
    return f"{len(every) - len(missed)} of {len(every)} are met; those that are not stand first.\n\n" + table(["what", "bar", "measured", "met"], lines)


def page(results):
    results = {part: results[part] for part in TITLES if part in results}
    versions = ", ".join(f"{name} {version}" for name, version in next(iter(results.values()))["machine"]["packages"].items())
    pieces = ["# Topics and attachment, measured", "Written by `benchmarks/quality/run` from `quality.json`; `docs/topics.md` says what the words mean.",
              f"With {versions}. The sets are not part of this repository: texts with gold labels and sentence embeddings.", "## Bars", bar_table(results)]
    for part, found in results.items():
        pieces += [f"## {TITLES[part]}", NOTES.get(part, ""), about(found), *globals()[part](found["sets"])]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"
