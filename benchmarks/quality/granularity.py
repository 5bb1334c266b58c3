"""How many topics a quarter, a half and the whole of a set have: modularity coarsens as a set grows."""
import numpy as np

from quality.sets import dump

SHARES = [0.25, 0.5, 1]
RESOLUTIONS = [1, 4, None]  # None: auto


def measure(program, data):
    order = np.random.default_rng(11).permutation(len(data.rows))
    found = []
    for share in SHARES:
        rows = np.sort(order[:round(share * len(data.rows))])
        for resolution in RESOLUTIONS:
            one = dump(program, data.rows[rows], {"layers": False} | ({"resolution": resolution} if resolution else {}))
            found.append(dict(share=share, rows=len(rows), asked=resolution or "auto", resolution=one["resolution"], topics=one["topics"],
                              noise=float((one["labels"] < 0).mean())))
            print(f"{data.name:9s} {len(rows):6d} rows, resolution {found[-1]['asked']} ({one['resolution']}): {one['topics']} topics, "
                  f"{found[-1]['noise']:.3f} noise", flush=True)
    return found
