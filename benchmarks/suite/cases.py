"""What each part of the benchmark runs: a contender, on vectors, with a number of threads, so many times."""
from dataclasses import dataclass

from suite import prepare, vectors

ASTERISM, TIES_HDBSCAN = "asterism", "asterism ties=hdbscan"
MIN_CLUSTER_SIZE = MIN_SAMPLES = 10
SCALING = [11109, 24000, 50000, 100000, 166000]
THREADS = [24000, 50000, 100000]
DIMENSIONS = [384, 768, 1536]
DIMENSIONS_ROWS = [50000]
LARGE = [200000, 400000]
LARGE_RUNS = 3
# rows: the contenders that are measured there beside asterism
RIVALS = {
    12000: [TIES_HDBSCAN, "hdbscan-cosine", "sklearn-cosine"],
    16000: ["hdbscan-cosine", "sklearn-cosine"],
    20000: ["quitefastmst-tree", "fast_hdbscan", "half-product"],
    24000: ["fast_hdbscan", "evoc", "half-product"],
    50000: ["fast_hdbscan", "evoc", "half-product"],
    100000: ["fast_hdbscan", "evoc", "half-product"],
}


@dataclass(frozen=True)
class Case:
    contender: str
    vectors: str
    threads: int
    runs: int

    def command(self, file, labels):
        """With the labels' file last but one, so that both kinds read alike in the results."""
        size, samples, threads = str(MIN_CLUSTER_SIZE), str(MIN_SAMPLES), str(self.threads)
        if not self.contender.startswith(ASTERISM):
            return ["python", prepare.BENCHMARKS / "rival.py", self.contender, file, labels, size, samples, threads]
        ties = "hdbscan" if self.contender == TIES_HDBSCAN else "canonical"
        return [prepare.program("engine_benchmark"), file, "--min-cluster-size", size, "--min-samples", samples,
                "--threads", threads, "--ties", ties, "--labels", labels]


def engine(name, given, threads=None, runs=None):
    return Case(ASTERISM, name, threads or given.threads, runs or given.runs)


def own_set(rows):
    """11,109 rows are the news titles, whole: a collection as it comes. All other sizes are draws."""
    return "gnews" if rows == SCALING[0] else vectors.joined(rows)


def scaling(given):
    return [engine(own_set(rows), given) for rows in given.rows or SCALING]


def large(given):
    return [engine(vectors.joined(rows), given, runs=min(given.runs, LARGE_RUNS)) for rows in given.rows or LARGE]


def threads(given):
    return [engine(vectors.joined(rows), given, threads=count) for rows in given.rows or THREADS for count in (1, 2)]


def dimensions(given):
    return [engine(vectors.joined(rows, width), given) for rows in given.rows or DIMENSIONS_ROWS for width in DIMENSIONS]


def rivals(given):
    """With --rivals the named ones, each at its own sizes; with --rows everything that is meant at those sizes."""
    every = list(dict.fromkeys(name for names in RIVALS.values() for name in names))
    there = {rows: RIVALS.get(rows, every) for rows in given.rows or RIVALS}
    found = []
    for rows, names in there.items():
        if given.rivals:
            names = given.rivals if given.rows else [name for name in given.rivals if name in names]
        name_of_vectors = vectors.joined(rows)
        found += [engine(name_of_vectors, given)] if names else []
        found += [Case(name, name_of_vectors, given.threads, given.rival_runs) for name in names]
    return found


PARTS = dict(scaling=scaling, threads=threads, dimensions=dimensions, rivals=rivals, large=large)
