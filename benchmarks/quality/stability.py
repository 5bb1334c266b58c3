"""Whether topics stay when articles come and go: two samples of a set, cold and warm, and a day-by-day replay."""
from collections import Counter, defaultdict

import numpy as np

from quality.scores import ari
from quality.sets import dump

SHARE = 0.95
REPLAYED = "reuters"
SETS = ["gnews", "clinc150", "ng20", REPLAYED]
RESOLUTION = 1.4
FIRST_DAY = 10  # of the replay: before, there are too few articles


def two_samples(program, data):
    """ARI on the articles common to two 95 % samples; warm: the second run starts from the first's topics."""
    random = np.random.default_rng(5)
    a, b = (np.sort(random.permutation(len(data.rows))[:int(SHARE * len(data.rows))]) for _ in range(2))
    options = {"resolution": RESOLUTION, "layers": False}
    first = dump(program, data.rows[a], options)["start"]
    cold = dump(program, data.rows[b], options)["start"]
    known = np.full(len(data.rows), -1, "<i4")
    known[a] = first
    warm = dump(program, data.rows[b], options, {"start": known[b]})["start"]
    later = np.full(len(data.rows), -1, "<i4")
    figures = {}
    for name, start in (("cold", cold), ("warm", warm)):
        later[b] = start
        common = (known >= 0) & (later >= 0)
        figures[name] = ari(known[common], later[common])
        later[:] = -1
    print(f"{data.name:9s} ARI on common articles: cold {figures['cold']:.3f}, warm {figures['warm']:.3f}", flush=True)
    return figures


def matched(old, new):
    """Ids for the new labels: that of the old cluster with a Jaccard above one half over common articles, else a new one."""
    pairs, sizes_old, sizes_new = Counter(zip(old, new)), Counter(old), Counter(new)
    keeps = {}
    for (o, n), both in pairs.items():
        if o >= 0 and n >= 0 and 2 * both > sizes_old[o] + sizes_new[n] - both:
            keeps[n] = o
    return keeps


def replay(program, data):
    """Days in order, warm from the second on: per day the share of articles with an id before and after that keep it."""
    days = defaultdict(list)
    for row, published in enumerate(data.published):
        days[published[:10]].append(row)
    so_far, known, kept, options = [], np.full(len(data.rows), -1, "<i4"), [], {"layers": False}
    last_labels = np.full(len(data.rows), -1)
    for number, day in enumerate(sorted(days)):
        so_far += days[day]
        if number < FIRST_DAY:
            continue
        rows = np.array(sorted(so_far))
        start = {"start": known[rows]} if "resolution" in options else {}
        found = dump(program, data.rows[rows], options, start)
        options["resolution"] = found["resolution"]
        labels = np.full(len(data.rows), -1)
        labels[rows] = found["labels"]
        if start:
            both = (last_labels >= 0) & (labels >= 0)
            keeps = matched(last_labels[both].tolist(), labels[both].tolist())
            same = np.array([keeps.get(n) == o for o, n in zip(last_labels[both], labels[both])])
            kept.append(float(same.mean()))
        known[rows] = found["start"]
        last_labels = labels
    print(f"{data.name:9s} {len(kept)} days: share of articles that keep their id, median {np.median(kept):.3f}, worst {min(kept):.3f}", flush=True)
    return dict(days=len(kept), median=float(np.median(kept)), worst=min(kept))


def measure(program, data):
    return replay(program, data) if data.name == REPLAYED else two_samples(program, data)
