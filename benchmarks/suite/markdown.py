"""Markdown tables of the results."""
from suite import figures
from suite.cases import ASTERISM

APPROXIMATE = ["fast_hdbscan", "evoc"]


def table(heads, lines):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, ["---"] * len(heads), *lines])


def count(number):
    return f"{number:,}"


def share(part, whole=1):
    return f"{100 * part / whole:.2f} %" if whole else "-"


def time_cell(case):
    least, most = figures.spread(case)
    return f"{figures.median(case, 'wall_s'):.2f} ({least:.2f} - {most:.2f}, {len(case['runs'])})"


def size_cells(case):
    return [f"{count(figures.rows(case))} x {figures.dimensions(case)}"]


def usable(cases):
    return [case for case in cases if not figures.failure(case)]


def times(cases):
    heads = ["vectors", "seconds, median (min - max, runs)", "CPU s", "CPU / wall", "pairs / s", "peak MiB", "2 x vectors + 64 MiB", "for 2n"]
    lines, before = [], None
    for case in usable(cases):
        run = figures.middle_run(case)
        grows = before and figures.rows(before) < figures.rows(case) and figures.dimensions(before) == figures.dimensions(case)
        ratio = f"{figures.doubling(before, case):.2f}" if grows else ""
        lines.append(size_cells(case) + [time_cell(case), f"{run['cpu_s']:.2f}", f"{run['cpu_s'] / run['wall_s']:.2f}",
                                         f"{figures.pairs_per_second(run) / 1e9:.2f} G",
                                         f"{figures.median(case, 'peak_mib'):.0f}", f"{figures.promised_mib(run):.0f}", ratio])
        before = case
    return table(heads, lines)


def filters(cases):
    heads = ["vectors", "distinct rows", "head width", "kernels", "neighbours: pairs", "past the head", "exact a row",
             "tree: pairs", "past the head", "exact a row", "extras"]
    lines = []
    for case in usable(cases):
        report, n = figures.middle_run(case)["report"], figures.rows(case)
        near, tree = report["neighbors"], report["tree"]
        lines.append(size_cells(case) + [
            count(report["distinct_rows"]), str(report["head_width"]), report["target"], count(near["pairs"]),
            share(near["survivors"], near["pairs"]), f"{near['exact'] / n:.1f}", count(tree["pairs"]),
            share(tree["survivors"], tree["pairs"]), f"{tree['exact'] / n:.2f}", count(report["extras"])])
    return table(heads, lines)


def stages(cases):
    found = usable(cases)
    if not found:
        return ""
    names = [stage["name"] for stage in figures.middle_run(found[0])["report"]["stages"]]
    lines = []
    for case in found:
        run = figures.middle_run(case)
        shares = figures.stage_shares(run)
        lines.append(size_cells(case) + [share(shares.get(name, 0)) for name in names] + [share(figures.share_after_tree(run))])
    return table(["vectors", *names, "all after the tree"], lines)


def threads(cases):
    lines = []
    alone = {case["vectors"]: case for case in usable(cases) if case["threads"] == 1}
    for case in usable(cases):
        if case["threads"] > 1 and case["vectors"] in alone:
            one = alone[case["vectors"]]
            gain = figures.median(one, "wall_s") / figures.median(case, "wall_s")
            lines.append(size_cells(case) + [time_cell(one), str(case["threads"]), time_cell(case), f"{gain:.2f}"])
    return table(["vectors", "one thread", "threads", "seconds", "times faster"], lines)


def what(case):
    name, version = case["contender"], next((run["version"] for run in case["runs"] if "version" in run), "")
    package, _, number = version.partition(" ")
    shown = f"{name} {number}" if package == name else f"{name} ({version})" if version else name
    return shown + (", approximate" if name in APPROXIMATE else "")


def label_cells(case):
    labels = case["labels"]
    if not labels:
        return ["-"] * 5
    inside = labels["ari_in_both"]
    return [count(labels["clusters"]), share(labels["noise"]), f"{labels['ari']:.3f}", "-" if inside is None else f"{inside:.3f}",
            "yes" if len({run["labels_digest"] for run in case["runs"]}) == 1 else "no"]


def rivals(cases):
    heads = ["rows", "what", "seconds, median (min - max, runs)", "times asterism", "CPU s", "peak MiB", "clusters", "noise", "ARI",
             "ARI where both cluster", "same labels each run"]
    lines = []
    for case in cases:
        first = [count(figures.rows(case)), what(case)]
        if figures.failure(case):
            lines.append(first + [f"failed: {figures.failure(case)}"] + [""] * 8)
            continue
        ratio = figures.times_asterism(case, cases)
        lines.append(first + [time_cell(case), f"{ratio:.2f}" if ratio and case["contender"] != ASTERISM else "1",
                              f"{figures.median(case, 'cpu_s'):.2f}", f"{figures.median(case, 'peak_mib'):.0f}"] + label_cells(case))
    return table(heads, lines)


def kernels(measured):
    lines = []
    for target in measured["targets"]:
        for width in target["widths"]:
            line = [target["target"], str(4 * width["groups"]), f"{width['products_per_s'] / 1e9:.1f} G"]
            if "share" in width:
                line += [target["instruction"], f"{width['peak_products_per_s'] / 1e9:.1f} G", share(width["share"]),
                         f"{share(width['least_share'])} - {share(width['greatest_share'])}"]
            lines.append(line + [""] * (7 - len(line)))
    return table(["kernels", "bytes a row", "products / s", "loop on registers", "its products / s", "share", "min - max"], lines)
