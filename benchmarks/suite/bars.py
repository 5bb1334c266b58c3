"""What the engine is meant to reach, beside what the results say. A bar whose figures are missing is left out."""
from suite import figures, vectors
from suite.cases import ASTERISM
from suite.markdown import share, table

# contender, rows, how many times longer than asterism it must take at least
FASTER_THAN = [("half-product", 50000, 2), ("half-product", 100000, 2), ("fast_hdbscan", 50000, 2.5), ("fast_hdbscan", 100000, 1.8),
               ("evoc", 50000, 1.7), ("evoc", 100000, 1.7), ("hdbscan-cosine", 12000, 40)]
DOUBLING_FROM, MOST_FOR_DOUBLE = 50000, 4.2
LEAST_GAIN_OF_TWO_THREADS = 1.8
MOST_AFTER_TREE = 0.15
LEAST_KERNEL_SHARE = 0.8


def at_least(name, value, bar):
    return [name, f"at least {bar}", f"{value:.2f}", "yes" if value >= bar else "no"]


def at_most(name, value, bar):
    return [name, f"at most {bar}", f"{value:.2f}", "yes" if value <= bar else "no"]


def against_rivals(cases):
    for contender, rows, bar in FASTER_THAN:
        theirs = figures.seconds(cases, contender, vectors.joined(rows))
        ours = figures.seconds(cases, ASTERISM, vectors.joined(rows))
        if theirs and ours:
            yield at_least(f"times faster than {contender} at {rows:,} rows", theirs / ours, bar)


def named(case):
    return f"{figures.rows(case):,} x {figures.dimensions(case)}"


def of_memory(cases):
    """The case that comes nearest to what was promised, or goes farthest beyond."""
    if cases:
        worst = max(cases, key=lambda case: figures.median(case, "peak_mib") / figures.promised_mib(figures.middle_run(case)))
        peak, promised = figures.median(worst, "peak_mib"), figures.promised_mib(figures.middle_run(worst))
        yield [f"peak MiB, nearest to its bar of all: {named(worst)}", f"at most {promised:.0f}", f"{peak:.0f}", "yes" if peak <= promised else "no"]


def of_stages(cases):
    if cases:
        worst = max(cases, key=lambda case: figures.share_after_tree(figures.middle_run(case)))
        after = figures.share_after_tree(figures.middle_run(worst))
        yield [f"share of all after the tree, largest of all: {named(worst)}", f"at most {share(MOST_AFTER_TREE)}", share(after),
               "yes" if after <= MOST_AFTER_TREE else "no"]


def of_doubling(cases):
    sizes = sorted((case for case in cases if figures.rows(case) >= DOUBLING_FROM), key=figures.rows)
    for smaller, larger in zip(sizes, sizes[1:]):
        name = f"time for 2n, from {figures.rows(smaller):,} to {figures.rows(larger):,} rows"
        yield at_most(name, figures.doubling(smaller, larger), MOST_FOR_DOUBLE)


def of_threads(cases):
    for name in dict.fromkeys(case["vectors"] for case in cases):
        one, two = (figures.seconds(cases, ASTERISM, name, count) for count in (1, 2))
        if one and two:
            yield at_least(f"two threads against one, {name}", one / two, LEAST_GAIN_OF_TWO_THREADS)


def of_kernels(measured):
    widest = measured["targets"][-1]
    shares = [width["share"] for width in widest["widths"] if "share" in width]
    if shares:
        least = min(shares)
        yield [f"share of the register-only loop, {widest['target']}, worst width", f"at least {share(LEAST_KERNEL_SHARE)}", share(least),
               "yes" if least >= LEAST_KERNEL_SHARE else "no"]


def all_of(results):
    """`results`: {part: what its file holds}."""
    cases = {part: [case for case in found.get("cases", []) if not figures.failure(case)] for part, found in results.items()}
    lines = list(against_rivals(cases.get("rivals", [])))
    lines += of_doubling(cases.get("scaling", []))
    lines += of_threads(cases.get("threads", []))
    every = [case for part in ("scaling", "dimensions", "large") for case in cases.get(part, [])]
    lines += [*of_memory(every), *of_stages(every)]
    if "kernels" in results:
        lines += of_kernels(results["kernels"]["measured"])
    return table(["what", "bar", "measured", "reached"], lines)
