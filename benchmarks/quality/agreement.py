"""How topics, attachment and the rivals agree with gold labels; what is noise; whether certainty is calibrated."""
import numpy as np

from quality import rivals
from quality.names import BARRED
from quality.scores import assigned, calibration, cut, nearest, score
from quality.sets import dump

CURVE = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1]  # coverages
HDBSCAN = {"min_cluster_size": 10, "min_samples": 10}


def shown(name, way, figures):
    print(f"{name:9s} {way:20s} {figures['clusters']:6.0f}  {figures['coverage']:.3f}  {figures['ari']:.3f}  {figures['ami']:.3f}  "
          f"{figures['ami_n']:.3f}", flush=True)


def mean(scores):
    return {key: float(np.mean([one[key] for one in scores])) for key in scores[0]}


def check(gold, labels):
    """Our measures are scikit-learn's."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
    rows, found = (gold >= 0) & (labels >= 0), score(gold, labels)
    theirs = adjusted_rand_score(gold[rows], labels[rows]), adjusted_mutual_info_score(gold[rows], labels[rows])
    assert np.allclose([found["ari"], found["ami"]], theirs, rtol=0, atol=1e-7), "ARI or AMI is not scikit-learn's"


class Measured:
    """One set: what our ways and the rivals make of it."""

    def __init__(self, program, data):
        self.program, self.data, self.gold = program, data, data.gold
        self.unit = data.unit_rows()
        self.neighbors = nearest(self.unit)

    def dump(self, options, arrays=()):
        return dump(self.program, self.data.rows, options, arrays)

    def all_rows(self, labels):
        return score(self.gold, assigned(labels, *self.neighbors, self.unit))

    def ours(self):
        dense = self.dump({"hdbscan": HDBSCAN})
        topics = self.dump({})
        every = self.dump({"resolution": topics["resolution"], "certainty": 0, "layers": False})
        plain = dense["plain"]
        ways = {"plain": plain, "attached 0.5": dense["labels"], "attached 0.3": self.dump({"floor": 0.3}, {"labels": plain})["labels"],
                "topics": topics["labels"], "topics, all rows": every["labels"]}
        found = {way: score(self.gold, labels) for way, labels in ways.items()}
        check(self.gold, plain)
        for way, figures in found.items():
            shown(self.data.name, way, figures)
        return topics, dict(ways=found, resolution=topics["resolution"], quality=topics["quality"], all_rows=self.all_rows(every["labels"]),
                            left_out_at_certainty_0=int((every["labels"] < 0).sum()), calibration=calibration(self.gold, topics["start"], topics["certainty"]),
                            noise=self.noise(topics["labels"]))

    def noise(self, labels):
        """Shares of the rows without and with a gold label; only in clinc150 is a row without one out of scope."""
        none = self.gold < 0
        return dict(without_label=int(none.sum()), of_those=float((labels[none] < 0).mean()) if none.any() else None,
                    of_others=float((labels[~none] < 0).mean()))

    def at_coverage(self, topics, covered):
        """The surest rows first, until so many of those with a gold label are covered."""
        return score(self.gold, cut(self.gold, topics["start"], topics["certainty"], covered))

    def curve(self, topics):
        return [self.at_coverage(topics, covered) for covered in CURVE]

    def rival(self, topics, way, labels_of_seeds):
        theirs = [score(self.gold, labels) for labels in labels_of_seeds]
        ours = [self.at_coverage(topics, one["coverage"]) for one in theirs] if way in BARRED else []
        every = [self.all_rows(labels) for labels in labels_of_seeds]
        shown(self.data.name, way, mean(theirs))
        if ours:
            shown(self.data.name, "  topics, cut to it", mean(ours))
        noise = [self.noise(labels) for labels in labels_of_seeds]
        return dict(seeds=theirs, mean=mean(theirs), topics_cut=mean(ours) if ours else None, all_rows=mean(every),
                    noise_without_label=float(np.mean([one["of_those"] for one in noise])) if noise[0]["without_label"] else None,
                    noise_of_others=float(np.mean([one["of_others"] for one in noise])))

    def best_layers(self, layers):
        """Of each seed, EVoC's layer with the largest AMI_n: picked by gold, so shown and no more."""
        best = {}
        for layer in layers:
            figures = score(self.gold, layer["labels"])
            if layer["seed"] not in best or figures["ami_n"] > best[layer["seed"]]["ami_n"]:
                best[layer["seed"]] = figures
        shown(self.data.name, "evoc, layer by gold", mean(list(best.values())))
        return mean(list(best.values()))


def measure(program, data):
    one = Measured(program, data)
    topics, found = one.ours()
    found["topics_curve"] = one.curve(topics)
    ways, layers = rivals.all_of(data)
    found["rivals"] = {way: one.rival(topics, way, labels) for way, labels in ways.items()}
    found["evoc_layer_by_gold"] = one.best_layers(layers)
    return dict(rows=len(data.rows), labelled=int((data.gold >= 0).sum()), classes=data.classes(), **found)
