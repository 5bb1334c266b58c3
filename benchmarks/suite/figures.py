"""From the runs of a results file to the figures that tables and plot show."""
import re
import statistics

from suite.cases import ASTERISM

LAST_TREE_STAGE = "spanning_tree"
PROMISED_EXTRA_MIB = 64


def failure(case):
    return next((run["failed"] for run in case["runs"] if "failed" in run), None)


def middle_run(case):
    """The run of median time: its stages and counts belong together."""
    return sorted(case["runs"], key=lambda run: run["wall_s"])[len(case["runs"]) // 2]


def median(case, field):
    return statistics.median(run[field] for run in case["runs"])


def spread(case):
    times = [run["wall_s"] for run in case["runs"]]
    return min(times), max(times)


def rows(case):
    """From the name of the vectors; a set's own number stands in its runs."""
    found = re.fullmatch(r"joined-(\d+)x\d+", case["vectors"])
    return int(found[1]) if found else case["runs"][0]["rows"]


def dimensions(case):
    found = re.fullmatch(r"joined-\d+x(\d+)", case["vectors"])
    return int(found[1]) if found else case["runs"][0]["dimensions"]


def seconds(cases, contender, vectors, threads=None):
    """Median, or None where it is missing or failed."""
    for case in cases:
        if (case["contender"], case["vectors"]) == (contender, vectors) and threads in (None, case["threads"]) and not failure(case):
            return median(case, "wall_s")
    return None


def times_asterism(case, cases):
    ours = seconds(cases, ASTERISM, case["vectors"])
    return median(case, "wall_s") / ours if ours and not failure(case) else None


def promised_mib(run):
    return 2 * run["vectors_mib"] + PROMISED_EXTRA_MIB


def stage_shares(run):
    """{stage: share of the whole call}"""
    return {stage["name"]: stage["wall_s"] / run["wall_s"] for stage in run["report"]["stages"]}


def share_after_tree(run):
    names = [stage["name"] for stage in run["report"]["stages"]]
    after = names[names.index(LAST_TREE_STAGE) + 1:]
    return sum(stage_shares(run)[name] for name in after)


def pairs_per_second(run):
    """Pairs that the search for neighbours compared, over the time of that stage."""
    wall = next(stage["wall_s"] for stage in run["report"]["stages"] if stage["name"] == "neighbors")
    return run["report"]["neighbors"]["pairs"] / wall


def doubling(smaller, larger):
    """How much longer twice the rows take, from two sizes that need not be one and two: 2 to the power of the slope."""
    from math import log2
    slope = log2(median(larger, "wall_s") / median(smaller, "wall_s")) / log2(rows(larger) / rows(smaller))
    return 2**slope
