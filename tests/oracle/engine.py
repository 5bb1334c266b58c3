"""Calls the program engine_dump. Standard library only."""
import json
import subprocess


def run_cases(program, cases):
    """Results in order. A case is {"name", "rows" (lists of numbers), "options"}."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([program], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{program} ended with status {done.returncode}: {done.stderr.strip()}")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if len(results) != len(cases):
        raise SystemExit(f"{program} answered {len(results)} of {len(cases)} cases")
    return results


def run_file(program, path, shape, options, prefix):
    """One large case: raw float32 rows in `path`."""
    subprocess.run([program, str(path), str(shape[0]), str(shape[1]), json.dumps(options), str(prefix)], check=True)
    with open(f"{prefix}.json") as stream:
        return json.load(stream)
