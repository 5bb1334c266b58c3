"""What topics and attachment are meant to reach, beside what the results say. A bar whose figures are missing is left out.

The figures of attachment are those of a first implementation in NumPy, which kept copies as nodes of their own.
"""
import numpy as np

from quality.names import BARRED, RIVALS
from quality.scores import largest_fall

LEAST_SETS, MOST_BELOW = 4, 0.02
AHEAD = 0.02
ATTACHED = {"gnews": (0.90, 0.833, 0.945, 0.878), "tweets": (0.87, 0.726, 0.930, 0.846), "clinc150": (0.79, 0.702, 0.899, 0.763),
            "ng20": (0.39, 0.624, 0.730, 0.270), "reuters": (0.54, 0.874, 0.736, 0.347)}
ATTACHED_SLACK = 0.01
OUT_OF_SCOPE, LEAST_OUT, MOST_OTHERS = "clinc150", 0.60, 0.07
MOST_FALL = 0.02
STABLE = {"gnews": (0.94, 0.93), "clinc150": (0.90, 0.93), "ng20": (0.84, 0.93)}  # cold, warm
REPLAY_MEDIAN, REPLAY_WORST = 0.95, 0.85
LEAST_PLACED, LEAST_PLACED_AMI = 0.90, 0.98
LEAST_OPTIMA = 0.90
TIMES_FASTER = 10
CLOSE = 1e-12  # of Q: the rounding of these figures


def bar(name, wanted, measured, met):
    return dict(name=name, wanted=wanted, measured=measured, met=bool(met))


def at_least(name, value, least, digits=3):
    return bar(name, f"at least {least:.{digits}f}", f"{value:.{digits + 1}f}", value >= least)


def at_most(name, value, most, digits=3):
    return bar(name, f"at most {most:.{digits}f}", f"{value:.{digits + 1}f}", value <= most)


def at_rivals_coverage(sets):
    for rival in BARRED:
        both = {name: (one["rivals"][rival]["topics_cut"], one["rivals"][rival]["mean"]) for name, one in sets.items()}
        for name, (ours, theirs) in both.items():
            yield bar(f"{name}: AMI of clustered rows at the coverage of {RIVALS[rival]}", f"at least {theirs['ami']:.4f}", f"{ours['ami']:.4f}",
                      ours["ami"] >= theirs["ami"])
        ahead = {name: ours["ami_n"] - theirs["ami_n"] for name, (ours, theirs) in both.items()}
        good = sum(value >= 0 for value in ahead.values())
        worst = min(ahead, key=ahead.get)
        yield bar(f"sets whose AMI_n is at least that of {RIVALS[rival]}, at its coverage", f"{LEAST_SETS} of {len(ahead)}", str(good), good >= LEAST_SETS)
        yield bar(f"AMI_n less that of {RIVALS[rival]}, worst set ({worst})", f"at least {-MOST_BELOW}", f"{ahead[worst]:+.4f}", ahead[worst] >= -MOST_BELOW)


def all_rows(sets):
    ours = float(np.mean([one["all_rows"]["ami"] for one in sets.values()]))
    for rival, name in RIVALS.items():
        theirs = float(np.mean([one["rivals"][rival]["all_rows"]["ami"] for one in sets.values()]))
        yield bar(f"all rows assigned: mean AMI of the sets less that of {name} ({theirs:.4f})", f"at least {AHEAD}", f"{ours - theirs:+.4f}", ours - theirs >= AHEAD)


def attachment(sets):
    for name, one in sets.items():
        for measure, figure in zip(("coverage", "ari", "ami", "ami_n"), ATTACHED[name]):
            shown = {"coverage": "coverage", "ari": "ARI", "ami": "AMI", "ami_n": "AMI_n"}[measure]
            yield at_least(f"{name}: {shown} of attached clusters, floor 0.5", one["ways"]["attached 0.5"][measure], figure - ATTACHED_SLACK)


def certainty(sets):
    if OUT_OF_SCOPE in sets:
        noise = sets[OUT_OF_SCOPE]["noise"]
        yield at_least(f"{OUT_OF_SCOPE}: noise among the {noise['without_label']:,} rows out of scope", noise["of_those"], LEAST_OUT, 2)
        yield at_most(f"{OUT_OF_SCOPE}: noise among the others", noise["of_others"], MOST_OTHERS, 2)
    for name, one in sets.items():
        yield at_most(f"{name}: largest fall of the majority's share over tenths of certainty", largest_fall(one["calibration"]), MOST_FALL, 2)


def agreement(sets):
    yield from at_rivals_coverage(sets)
    yield from all_rows(sets)
    yield from attachment(sets)
    yield from certainty(sets)


def stability(sets):
    for name, one in sets.items():
        if name in STABLE:
            yield at_least(f"{name}: ARI on common articles of two samples, cold", one["cold"], STABLE[name][0], 2)
            yield at_least(f"{name}: the same, warm", one["warm"], STABLE[name][1], 2)
        else:
            yield at_least(f"{name}, day by day: share of articles that keep their topic's id, median day", one["median"], REPLAY_MEDIAN, 2)
            yield at_least(f"{name}, day by day: the worst day", one["worst"], REPLAY_WORST, 2)


def placing(sets):
    for name, one in sets.items():
        yield at_least(f"{name}: placed, of the articles held back that a full run is sure of", one["placed"], LEAST_PLACED, 2)
        yield at_least(f"{name}: AMI of places and that run", one["ami"], LEAST_PLACED_AMI, 2)


def speed(sets):
    for name, one in sets.items():
        yield bar(f"whole process, times faster than umap-learn + hdbscan, {one['rows']:,} rows ({name})", f"at least {TIMES_FASTER}", f"{one['times_faster']:.1f}",
                  one["times_faster"] >= TIMES_FASTER)


def reference(sets):
    for name, one in sets.items():
        if "graphs" in one:
            yield at_least(f"optimum met on {one['graphs']} graphs of up to {one['most_nodes']} nodes", one["met"] / one["graphs"], LEAST_OPTIMA, 2)
            continue
        for resolution, both in one.items():
            yield bar(f"{name}: Q at resolution {resolution}, against leidenalg's best of eight", f"at least {both['best']:.6f}", f"{both['ours']:.6f}",
                      both["ours"] >= both["best"] - CLOSE)
        yield bar(f"{name}: topics in pieces", "none", str(sum(both["disconnected"] for both in one.values())),
                  not any(both["disconnected"] for both in one.values()))


PARTS = dict(agreement=agreement, stability=stability, placing=placing, speed=speed, reference=reference)


def of_part(part, found):
    return list(PARTS[part](found["sets"])) if part in PARTS else []
