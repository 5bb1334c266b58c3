"""How topics and attachment agree with gold labels, whether certainty is calibrated, and what is left out of scope."""
import numpy as np

from sets import dump, score

LEAST_ROWS = 200  # of a tenth of certainty that counts


def line(figures):
    return f"{figures['clusters']:4d}  {figures['coverage']:.3f}  {figures['ari']:.3f}  {figures['ami']:.3f}  {figures['ami_n']:.3f}"


def attachment(program, data):
    found = dump(program, data.rows, {"hdbscan": {"min_cluster_size": 10, "min_samples": 10}})
    print(f"{data.name:9s} plain        {line(score(data.gold, found['plain']))}")
    print(f"{data.name:9s} attached 0.5 {line(score(data.gold, found['labels']))}   stories {found['story_parents'].size} "
          f"themes {found['themes'].max() + 1 if found['themes'].size else 0}")
    return found


def topics(program, data, options=None):
    found = dump(program, data.rows, options or {})
    all_rows = score(data.gold, found["start"])
    print(f"{data.name:9s} topics {found['resolution']:5.3f} {line(score(data.gold, found['labels']))}   all rows: ARI {all_rows['ari']:.3f} AMI "
          f"{all_rows['ami']:.3f}   Q {found['quality']:.6f} stories {found['story_parents'].size} themes {found['themes'].max() + 1}")
    return found


def out_of_scope(data, labels):
    none = data.gold < 0
    print(f"{data.name:9s} noise among {none.sum()} rows without a label: {np.mean(labels[none] < 0):.3f}, among the others: "
          f"{np.mean(labels[~none] < 0):.3f}")


def calibration(data, start, certainty):
    """Per tenth of certainty: the share of rows, with a gold label, that are of their topic's majority class."""
    known = data.gold >= 0
    majority = np.full(start.max() + 1, -1)
    for topic in np.unique(start[known]):
        majority[topic] = np.bincount(data.gold[known & (start == topic)]).argmax()
    right = data.gold == majority[start]
    tenth = np.minimum((certainty * 10).astype(int), 9)
    shares = [(t, int((known & (tenth == t)).sum()), float(right[known & (tenth == t)].mean())) for t in range(10)
              if (known & (tenth == t)).sum() >= LEAST_ROWS]
    largest_fall = max([a[2] - b[2] for a, b in zip(shares, shares[1:])], default=0)
    print(f"{data.name:9s} majority class by tenth: {' '.join(f'.{t}:{share:.2f}' for t, _, share in shares)}   largest fall {largest_fall:.3f}")


def measure(program, sets):
    print("                      clusters  coverage ARI  AMI  AMI_n")
    for data in sets:
        attachment(program, data)
        found = topics(program, data)
        calibration(data, found["start"], found["certainty"])
        if (data.gold < 0).any() and data.name == "clinc150":
            out_of_scope(data, found["labels"])
