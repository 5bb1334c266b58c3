"""Whether an article is placed where a run would put it: a fifth of the rows held back, against a warm run over all."""
import numpy as np

from quality.scores import ami
from quality.sets import dump

SETS = ["gnews", "ng20", "clinc150"]
SHARE = 0.2


def measure(program, data):
    order = np.random.default_rng(3).permutation(len(data.rows))
    held, rest = np.sort(order[:int(SHARE * len(order))]), np.sort(order[int(SHARE * len(order)):])
    run = dump(program, data.rows[rest], {"layers": False}, {"place": data.rows[held].astype("<f4")})
    start = np.full(len(data.rows), -1, "<i4")
    start[rest] = run["start"]
    full = dump(program, data.rows, {"resolution": run["resolution"], "layers": False}, {"start": start})
    sure = full["labels"][held] >= 0
    placed = sure & (run["placed"] >= 0)
    # The topic of the full run that holds most of a topic of the first one stands for it.
    stands = {t: np.bincount(full["start"][rest][run["start"] == t]).argmax() for t in np.unique(run["start"])}
    same = np.array([stands[t] for t in run["placed_start"][placed]]) == full["start"][held][placed]
    agreed = ami(full["start"][held][placed], run["placed_start"][placed])
    figures = dict(held=len(held), sure=int(sure.sum()), placed=float(placed.sum() / sure.sum()), same_topic=float(same.mean()), ami=agreed,
                   place_s=run["place_s"])
    print(f"{data.name:9s} {len(held)} held back in {run['place_s']:.2f} s: of {sure.sum()} that the full run is sure of {figures['placed']:.3f} "
          f"placed, into its topic {figures['same_topic']:.3f}, AMI {agreed:.3f}", flush=True)
    return figures
