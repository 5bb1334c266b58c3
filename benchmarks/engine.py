"""engine.py PROGRAM (--data DIR --rows N | --vectors FILE.npy) [--rivals NAME,NAME]: the engine against its rivals.

Everything runs in the same session on the same file, in turns, each run a process of its own. PROGRAM is timed as a whole process,
reading and writing included; the rivals' fits are timed without imports and reading. DIR (or $ASTERISM_DATA) holds
gnews.npy, tweets.npy, clinc150.npy, ng20.npy, reuters.npy; --rows draws from all of them together, --set takes one whole.
Writes results/NAME.json and prints a Markdown table.
"""
import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

import measure
from rival import RIVALS

HERE = Path(__file__).resolve().parent
DEFAULT, COMPATIBLE = "asterism ties=canonical", "asterism ties=hdbscan"
SETS = ["gnews", "tweets", "clinc150", "ng20", "reuters"]


def chosen_vectors(arguments):
    """(rows as float32, how to describe them)"""
    if arguments.vectors:
        rows = np.load(arguments.vectors).astype(np.float32)
        return rows, Path(arguments.vectors).name
    folder = Path(arguments.data)
    if not arguments.data or not (folder / "gnews.npy").exists():
        sys.exit(f"no real data: \"{arguments.data}\" holds no gnews.npy; name it with --data or ASTERISM_DATA, or give --vectors")
    if arguments.set:
        return np.load(folder / f"{arguments.set}.npy").astype(np.float32), f"{arguments.set}, whole"
    rows = np.concatenate([np.load(folder / f"{name}.npy") for name in SETS]).astype(np.float32)
    if arguments.rows > len(rows):
        sys.exit(f"--rows {arguments.rows}: the sets hold {len(rows)} rows together; give at most that many")
    chosen = np.sort(np.random.default_rng(1).choice(len(rows), arguments.rows, replace=False))
    return rows[chosen], f"{arguments.rows} rows drawn from {len(SETS)} sets of article vectors"


def adjusted_rand_index(a, b):
    """Noise counts as a cluster of its own."""
    a, b = np.unique(a, return_inverse=True)[1], np.unique(b, return_inverse=True)[1]
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)

    def pairs(counts):
        return float((counts * (counts - 1) / 2).sum())

    inside, left, right = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    expected = left * right / pairs(np.array([float(len(a))]))
    most = (left + right) / 2
    return 1.0 if most == expected else (inside - expected) / (most - expected)


def commands(arguments, vectors, folder):
    """{name: (command, labels file)}"""
    size, samples = str(arguments.min_cluster_size), str(arguments.min_samples)
    found = {}
    for ties in ("canonical", "hdbscan"):
        labels = folder / f"asterism-{ties}.npy"
        found[f"asterism ties={ties}"] = ([
            arguments.program, "cluster", str(vectors), "--labels", str(labels), "--min-cluster-size", size, "--min-samples", samples,
            "--ties", ties, "--threads", str(arguments.threads)], labels)
    for name in filter(None, arguments.rivals.split(",")):
        if name not in RIVALS:
            sys.exit(f"no rival \"{name}\"; there are {', '.join(RIVALS)}")
        labels = folder / f"{name}.npy"
        found[name] = ([sys.executable, str(HERE / "rival.py"), name, str(vectors), str(labels), size, samples], labels)
    return found


def one_run(name, command):
    result = measure.run(command)
    if result["status"] != 0:
        print(f"{name} ended with status {result['status']}: {result['stderr'].strip()[-200:]}", file=sys.stderr)
        return None
    if name in RIVALS:
        result.update(json.loads(result["stdout"].splitlines()[-1]))
    del result["stdout"], result["stderr"]
    return result


def measured(arguments, programs):
    """{name: [runs]}; in turns, so that a machine whose speed drifts is equally unfair to all."""
    runs = {name: [] for name in programs}
    for turn in range(max(arguments.runs, arguments.rival_runs)):
        for name, (command, _) in programs.items():
            if turn < (arguments.rival_runs if name in RIVALS else arguments.runs) and runs[name] is not None:
                result = one_run(name, command)
                runs[name] = runs[name] + [result] if result else None
    return runs


def summary_of(name, runs, labels, reference, fastest):
    if runs is None:
        return dict(name=name, failed=True)
    seconds = [run.get("fit_s", run["wall_s"]) for run in runs]
    found = np.load(labels)
    middle = float(np.median(seconds))
    return dict(name=name, version=runs[0].get("version", ""), runs=len(runs), seconds=middle, fastest_s=min(seconds), slowest_s=max(seconds),
                cpu_s=measure.median(runs, "cpu_s"), peak_mib=measure.median(runs, "peak_mib"),
                clusters=int(found.max()) + 1, noise=float((found < 0).mean()), ratio=middle / fastest if fastest else 1.0,
                agreement=adjusted_rand_index(found, reference))


def table(summaries):
    lines = ["| what | median s (min - max, runs) | CPU s | peak MiB | times the default | clusters | noise | ARI to ties=hdbscan |",
             "|---|---|---|---|---|---|---|---|"]
    for row in summaries:
        if row.get("failed"):
            lines.append(f"| {row['name']} | failed | | | | | | |")
            continue
        lines.append(f"| {row['name']} {row['version']} | {row['seconds']:.2f} ({row['fastest_s']:.2f} - {row['slowest_s']:.2f}, {row['runs']}) "
                     f"| {row['cpu_s']:.2f} | {row['peak_mib']:.0f} | {row['ratio']:.1f} | {row['clusters']} | {row['noise']:.3f} "
                     f"| {row['agreement']:.4f} |")
    return "\n".join(lines)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--data", default=os.environ.get("ASTERISM_DATA", ""))
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--rows", type=int, default=12000)
    parser.add_argument("--vectors", help="your own n x d .npy instead")
    parser.add_argument("--rivals", default="hdbscan-cosine")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rival-runs", type=int, default=3)
    parser.add_argument("--min-cluster-size", type=int, default=10)
    parser.add_argument("--min-samples", type=int, default=10)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--name", help="of the results file; default engine-ROWSxCOLS")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    rows, description = chosen_vectors(arguments)
    machine = measure.machine()
    size_mib = rows.nbytes / 2**20
    print(f"machine: {machine}\ndata: {description}, {rows.shape[0]} x {rows.shape[1]} float32 = {size_mib:.1f} MiB; "
          f"promise: peak below twice that and 64 MiB = {2 * size_mib + 64:.0f} MiB")
    with tempfile.TemporaryDirectory() as folder:
        vectors = Path(folder) / "vectors.npy"
        np.save(vectors, rows)
        programs = commands(arguments, vectors, Path(folder))
        shown = {name: " ".join(Path(part).name if "/" in part else part for part in command) for name, (command, _) in programs.items()}
        for name, command in shown.items():
            print(f"{name}: {command}")
        runs = measured(arguments, programs)
        if runs[DEFAULT] is None or runs[COMPATIBLE] is None:
            sys.exit("the engine itself failed; nothing to compare")
        reference, fastest = np.load(programs[COMPATIBLE][1]), measure.median(runs[DEFAULT], "wall_s")
        summaries = [summary_of(name, runs[name], programs[name][1], reference, fastest) for name in programs]
    print(table(summaries))
    results = HERE / "results" / f"{arguments.name or 'engine-{}x{}'.format(*rows.shape)}.json"
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(dict(machine=machine, data=description, shape=rows.shape, commands=shown, summary=summaries, runs=runs),
                                  indent=1) + "\n")


if __name__ == "__main__":
    main()
