"""check_real.py ENGINE_DUMP [--data DIR] [--part hdbscan|canonical|reuters|all]: the engine on real article vectors.

DIR (or $ASTERISM_DATA) holds NAME.npy, n x 384 float16, for gnews, tweets, clinc150, ng20 and reuters; without it the script says
so and ends with status 77. Needs the packages of requirements-golden.txt.

hdbscan    ties=hdbscan against hdbscan 0.8.40 (its sort made stable) on a matrix of our own distances: gnews whole (11,109 rows),
           6,000 rows of each other set; labels and sorted weights exactly, probabilities and persistence within 1e-12. 5 GB.
canonical  ties=canonical on 3,000 rows of each set against components per distinct weight (of a dense Kruskal's tree).
reuters    20,841 rows: sorted linkage distances against scikit-learn's HDBSCAN (its min_samples counts the row itself). 16 GB.
"""
import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import canonical_oracle
import compare
import distance
import engine
from selection import Options

SETS = ["gnews", "tweets", "clinc150", "ng20", "reuters"]
FITS = [dict(min_cluster_size=10), dict(min_cluster_size=25, min_samples=5, method="leaf"),
        dict(min_cluster_size=10, min_samples=1, cluster_selection_epsilon=0.2),
        dict(min_cluster_size=15, min_samples=5, max_cluster_size=300, allow_single_cluster=True, alpha=1.2)]
FIELDS = dict(labels="exact", weights="exact", probabilities="close", persistence="close")


def vectors(folder, name, most=None):
    rows = np.load(folder / f"{name}.npy").astype(np.float32)
    if most is None or most >= len(rows):
        return rows
    return rows[np.sort(np.random.default_rng(7).choice(len(rows), most, replace=False))]


def engine_result(program, rows, options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.f32"
        rows.tofile(path)
        result = engine.run_file(program, path, rows.shape, options, Path(folder) / "result")
    if "error" in result:
        sys.exit(f"engine: {result['error']}")
    result["weights"] = [edge[2] for edge in result["spanning_tree"]]
    result["tree"] = compare.sorted_tree(result["tree"])
    return result


def report(what, found, started):
    print(f"{'differs' if found else 'equal':8}{time.time() - started:7.1f} s  {what}", flush=True)
    for sentence in found:
        print(f"        {sentence}", flush=True)
    return bool(found)


def check_hdbscan(program, folder):
    import package_0840
    failed = 0
    for name in SETS:
        rows = vectors(folder, name, None if name == "gnews" else 6000)
        distances = distance.distance_matrix(rows)
        for fit in FITS if name == "gnews" else FITS[:2]:
            started = time.time()
            model = package_0840.fit(distances, Options(**fit))
            expected = dict(labels=model.labels_.tolist(), probabilities=model.probabilities_.tolist(),
                            persistence=model.cluster_persistence_.tolist(),
                            weights=model.single_linkage_tree_.to_numpy()[:, 2].tolist())
            got = engine_result(program, rows, {**fit, "ties": "hdbscan"})
            found = compare.differences(got, expected, FIELDS)
            failed += report(f"hdbscan 0.8.40, {name} {len(rows)} rows, {fit}, {len(expected['persistence'])} clusters", found, started)
    return failed


def check_canonical(program, folder):
    failed = 0
    fields = {**FIELDS, "tree": "exact", "outlier_scores": "close"}
    for name in SETS:
        rows = vectors(folder, name, 3000)
        distances = distance.distance_matrix(rows)
        for fit in FITS[:1] if name != "gnews" else FITS[::3]:
            started = time.time()
            expected = vars(canonical_oracle.cluster(rows, Options(**fit), distances, dense=False))
            expected["tree"] = compare.sorted_tree(expected["tree"])
            found = compare.differences(engine_result(program, rows, fit), expected, fields)
            failed += report(f"canonical oracle, {name} {len(rows)} rows, {fit}, {len(expected['persistence'])} clusters", found, started)
    return failed


def check_reuters(program, folder):
    import sklearn
    from sklearn.cluster import HDBSCAN
    rows, started = vectors(folder, "reuters"), time.time()
    distances = distance.distance_matrix(rows)
    model = HDBSCAN(min_cluster_size=10, min_samples=11, metric="precomputed", copy=False).fit(distances)
    expected = dict(weights=np.sort(model._single_linkage_tree_["value"]).tolist())
    del distances, model
    found = []
    for ties in ("canonical", "hdbscan"):
        got = engine_result(program, rows, dict(min_cluster_size=10, min_samples=10, ties=ties))
        found += compare.differences(got, expected, dict(weights="exact"))
    return report(f"scikit-learn {sklearn.__version__}, reuters {len(rows)} rows, sorted linkage distances", found, started)


PARTS = dict(hdbscan=check_hdbscan, canonical=check_canonical, reuters=check_reuters)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--data", default=os.environ.get("ASTERISM_DATA", ""))
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    arguments = parser.parse_args()
    folder = Path(arguments.data)
    if not arguments.data or not (folder / "gnews.npy").exists():
        print(f"no real data: \"{arguments.data}\" holds no gnews.npy; name the folder with --data or ASTERISM_DATA")
        return 77
    parts = PARTS.values() if arguments.part == "all" else [PARTS[arguments.part]]
    failed = sum(part(arguments.program, folder) for part in parts)
    print("all equal" if not failed else f"{failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
