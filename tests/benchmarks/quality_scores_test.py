"""benchmarks/quality: what is done to labels before they are scored, on cases made by hand and against the slow obvious way, and the bars."""
import json
import pathlib
import sys
import unittest

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "scripts" / "lib")]
import agreement as exact  # noqa: E402
from quality import bars, manual, reference, scores  # noqa: E402


def labels(*values):
    return np.array(values, "<i4")


class Noise(unittest.TestCase):
    def test_each_noise_row_becomes_a_cluster_of_its_own(self):
        self.assertEqual(scores.singletons(labels(1, -1, 0, -1)).tolist(), [1, 2, 0, 3])
        self.assertEqual(scores.singletons(labels(-1, -1)).tolist(), [0, 1])

    def test_coverage_is_over_rows_with_a_gold_label(self):
        self.assertEqual(scores.coverage(labels(0, 0, 1, 1, -1), labels(3, -1, 3, 3, 3)), 3 / 4)


def slow_ari(gold, labels):
    """By the pairs of rows."""
    pairs = [(gold[a] == gold[b], labels[a] == labels[b]) for a in range(len(gold)) for b in range(a)]
    both, first, second = (sum(map(bool, some)) for some in ([x and y for x, y in pairs], [x for x, _ in pairs], [y for _, y in pairs]))
    expected = first * second / len(pairs)
    return (both - expected) / ((first + second) / 2 - expected)


class Agreement(unittest.TestCase):
    def test_a_known_value(self):
        # 17 rows, the figures of scikit-learn's own tests.
        gold, found = (np.array(list(map(int, text))) for text in ("11111122222233333", "11112122223133322"))
        self.assertAlmostEqual(scores.expected_mutual_information(np.array([6, 6, 5]), np.array([6, 7, 4])), 0.15042, places=5)
        self.assertAlmostEqual(scores.ami(gold, found), 0.27821, places=5)

    def test_they_equal_the_slow_way_on_random_labels(self):
        random = np.random.default_rng(2)
        for classes, clusters in [(2, 2), (5, 3), (3, 40), (1, 4)]:
            gold, found = random.integers(classes, size=60), random.integers(clusters, size=60)
            self.assertAlmostEqual(scores.ami(gold, found), exact.adjusted_mutual_information(list(zip(gold.tolist(), found.tolist()))), places=9)
            self.assertAlmostEqual(scores.ari(gold, found), slow_ari(gold, found), places=12)

    def test_the_same_partition_is_one_and_noise_lowers_only_what_counts_it(self):
        gold = labels(0, 0, 1, 1, 1, -1)
        found = scores.score(gold, labels(7, 7, 9, 9, -1, 9))
        self.assertEqual((found["clusters"], found["coverage"], found["ari"]), (2, .8, 1))
        self.assertAlmostEqual(found["ami"], 1)
        self.assertAlmostEqual(found["ami_n"], 0.63535, places=5)  # scikit-learn
        self.assertEqual(scores.ari(gold, gold), 1)
        self.assertEqual(scores.ami(np.arange(5), np.arange(5)), 1)


class Cutting(unittest.TestCase):
    def test_the_surest_rows_stay(self):
        gold, topic, certainty = labels(0, 0, 1, 1), labels(0, 0, 1, 1), np.array([0.2, 0.9, 0.8, 0.1])
        self.assertEqual(scores.cut(gold, topic, certainty, 0.5).tolist(), [-1, 0, 1, -1])
        self.assertEqual(scores.cut(gold, topic, certainty, 0.75).tolist(), [0, 0, 1, -1])
        self.assertEqual(scores.cut(gold, topic, certainty, 0).tolist(), [-1] * 4)
        self.assertEqual(scores.cut(gold, topic, certainty, 1).tolist(), topic.tolist())

    def test_of_equally_sure_rows_the_first_stays(self):
        self.assertEqual(scores.cut(labels(0, 0, 0), labels(2, 2, 2), np.full(3, 0.5), 2 / 3).tolist(), [2, 2, -1])

    def test_rows_without_a_gold_label_do_not_count(self):
        gold, certainty = labels(-1, 0, 0, -1), np.array([1, 0.3, 0.4, 0.9])
        self.assertEqual(scores.cut(gold, labels(0, 0, 0, 0), certainty, 0.5).tolist(), [-1, -1, 0, -1])

    def test_the_coverage_is_the_one_asked_for(self):
        random = np.random.default_rng(3)
        gold, topic, certainty = random.integers(-1, 5, 400), random.integers(0, 9, 400), random.random(400)
        for covered in random.random(20):
            self.assertAlmostEqual(scores.coverage(gold, scores.cut(gold, topic, certainty, covered)), covered, delta=1 / (gold >= 0).sum())


def slow_assignment(given, neighbors, cosines):
    """Row by row, on what the labels were at the beginning of a round."""
    now = dict(enumerate(given.tolist()))
    while True:
        then = dict(now)
        for row, label in then.items():
            sums = {}
            for other, cosine in zip(neighbors[row], cosines[row]):
                if then[other] >= 0:
                    sums[then[other]] = sums.get(then[other], 0.0) + float(cosine)
            if label < 0 and sums:
                now[row] = min(sums, key=lambda one: (-round(sums[one], 5), one))
        if now == then:
            return [now[row] for row in sorted(now)]


class Assigning(unittest.TestCase):
    def test_noise_joins_the_label_with_most_cosine_and_then_hands_it_on(self):
        # 0 and 1 have labels; 2 sees both and is nearer to 1; 3 sees only 2.
        neighbors = np.array([[1, 2], [0, 2], [0, 1], [2, 2]])
        cosines = np.array([[.5, .5], [.5, .5], [.6, .7], [.9, .0]], np.float32)
        self.assertEqual(scores.assigned(labels(4, 7, -1, -1), neighbors, cosines, None).tolist(), [4, 7, 7, 7])

    def test_two_near_rows_outweigh_one_that_is_nearer(self):
        neighbors, cosines = np.array([[1, 2, 3]] * 4), np.array([[.5, .5, .9]] * 4, np.float32)
        self.assertEqual(scores.assigned(labels(-1, 1, 1, 0), neighbors, cosines, None).tolist(), [1, 1, 1, 0])

    def test_a_tie_goes_to_the_lower_label(self):
        neighbors, cosines = np.array([[1, 2]] * 3), np.full((3, 2), .5, np.float32)
        self.assertEqual(scores.assigned(labels(-1, 5, 3), neighbors, cosines, None).tolist(), [3, 5, 3])

    def test_what_no_label_reaches_takes_that_of_the_nearest_row(self):
        unit = np.array([[1, 0], [0, 1], [.8, .6], [.8, .6]], np.float32)
        neighbors, cosines = np.array([[1], [0], [3], [2]]), np.ones((4, 1), np.float32)
        self.assertEqual(scores.assigned(labels(0, 1, -1, -1), neighbors, cosines, unit).tolist(), [0, 1, 0, 0])

    def test_nothing_but_noise_stays_so(self):
        self.assertEqual(scores.assigned(labels(-1, -1), np.array([[1], [0]]), np.ones((2, 1), np.float32), np.eye(2, dtype=np.float32)).tolist(), [-1, -1])

    def test_it_equals_the_slow_way_on_random_rows(self):
        random = np.random.default_rng(5)
        for _ in range(10):
            unit = random.normal(size=(80, 6)).astype(np.float32)
            unit /= np.linalg.norm(unit, axis=1, keepdims=True)
            neighbors, cosines = scores.nearest(unit, 4)
            given = np.where(random.random(80) < 0.2, random.integers(0, 5, 80), -1).astype("<i4")
            found, expected = scores.assigned(given, neighbors, cosines, unit), slow_assignment(given, neighbors, cosines)
            reached = [row for row in range(80) if expected[row] >= 0]
            self.assertEqual(found[reached].tolist(), [expected[row] for row in reached])
            self.assertTrue((found >= 0).all())

    def test_the_nearest_rows_are_those_of_a_full_sort(self):
        unit = np.random.default_rng(6).normal(size=(60, 5)).astype(np.float32)
        unit /= np.linalg.norm(unit, axis=1, keepdims=True)
        neighbors, cosines = scores.nearest(unit, 7)
        product = unit @ unit.T
        np.fill_diagonal(product, -2)
        self.assertEqual([set(row) for row in neighbors.tolist()], [set(row) for row in np.argsort(-product, axis=1)[:, :7].tolist()])
        self.assertTrue(np.allclose(cosines, np.take_along_axis(product, neighbors, axis=1)))


class Calibration(unittest.TestCase):
    def test_the_majority_class_of_a_topic_is_right(self):
        gold, topic = labels(0, 0, 1, 1, -1, 1), labels(0, 0, 0, 1, 1, 1)
        tenths = scores.calibration(gold, topic, np.array([.95, .35, .31, 1, .9, .92]))
        self.assertEqual(tenths, [dict(tenth=3, rows=2, majority=.5), dict(tenth=9, rows=3, majority=1)])

    def test_a_fall_counts_between_tenths_of_enough_rows(self):
        tenths = [dict(tenth=1, rows=200, majority=.5), dict(tenth=2, rows=199, majority=.1), dict(tenth=3, rows=900, majority=.47)]
        self.assertAlmostEqual(scores.largest_fall(tenths), .03)
        self.assertEqual(scores.largest_fall(tenths[:1]), 0)
        self.assertLess(scores.largest_fall([dict(tenth=1, rows=300, majority=.5), dict(tenth=2, rows=300, majority=.6)]), 0)


def graph(edges, loops):
    """As the program writes it."""
    both = sorted([(a, b, w) for a, b, w in edges] + [(b, a, w) for a, b, w in edges])
    first = np.searchsorted([a for a, _, _ in both], range(len(loops) + 1))
    return dict(first=first.astype("<u8"), neighbor=np.array([b for _, b, _ in both], "<u4"), weight=np.array([w for _, _, w in both], "<i8"),
                loop=np.array(loops, "<i8"))


class Reference(unittest.TestCase):
    def test_every_partition_is_there_once(self):
        for nodes, bell in [(1, 1), (2, 2), (3, 5), (4, 15), (7, 877)]:
            found = reference.partitions(nodes)
            self.assertEqual((len(found), len(set(map(tuple, found.tolist())))), (bell, bell))

    def test_the_modularity_of_two_triangles(self):
        # Newman, 2006: two triangles joined by an edge, 2m = 14: 12/14 - 2 (7/14)^2.
        triangles = graph([(0, 1, 1), (0, 2, 1), (1, 2, 1), (3, 4, 1), (3, 5, 1), (4, 5, 1), (2, 3, 1)], [0] * 6)
        self.assertAlmostEqual(reference.quality(triangles, np.array([0, 0, 0, 1, 1, 1]), 1), 12 / 14 - 1 / 2)
        self.assertAlmostEqual(reference.best_quality(triangles, 1), 12 / 14 - 1 / 2)

    def test_a_loop_counts_once(self):
        # Degrees 3 + 1 and 1: a loop of 3 on node 0, an edge of 1. 2m = 5.
        looped = graph([(0, 1, 1)], [3, 0])
        self.assertAlmostEqual(reference.quality(looped, np.array([0, 1]), 1), (3 - (16 + 1) / 5) / 5)
        self.assertAlmostEqual(reference.quality(looped, np.array([0, 0]), 1), 0)

    def test_topics_in_pieces_are_counted(self):
        path = graph([(0, 1, 1), (1, 2, 1)], [0] * 3)
        self.assertEqual(reference.pieces(path, np.array([0, 1, 0])), 1)
        self.assertEqual(reference.pieces(path, np.array([0, 0, 1])), 0)


def figures(ami, ami_n=0.5):
    return dict(clusters=3, coverage=0.8, ari=0.5, ami=ami, ami_n=ami_n)


def one_set(ours, theirs, ours_n, theirs_n):
    return dict(all_rows=figures(ours), rivals={name: dict(mean=figures(theirs, theirs_n), topics_cut=figures(ours, ours_n), all_rows=figures(theirs))
                                                for name in bars.RIVALS})


class Bars(unittest.TestCase):
    def met(self, found):
        return [one["met"] for one in found if "UMAP + hdbscan, size 10" in one["name"]]

    def test_one_set_may_fall_behind_by_little_in_ami_n_and_none_in_ami(self):
        sets = {str(number): one_set(.9, .9, .5, .5) for number in range(4)}
        self.assertEqual(self.met(bars.at_rivals_coverage(sets | {"4": one_set(.9, .89, .5, .51)})), [True] * 7)
        self.assertEqual(self.met(bars.at_rivals_coverage(sets | {"4": one_set(.9, .89, .5, .53)})), [True] * 6 + [False])
        self.assertEqual(self.met(bars.at_rivals_coverage(sets | {"4": one_set(.89, .9, .5, .5)})), [True] * 4 + [False] + [True] * 2)

    def test_all_rows_are_ahead_on_the_mean_of_the_sets(self):
        self.assertEqual(self.met(bars.all_rows({"a": one_set(.9, .8, 0, 0), "b": one_set(.5, .55, 0, 0)})), [True])
        self.assertEqual(self.met(bars.all_rows({"a": one_set(.9, .8, 0, 0), "b": one_set(.5, .57, 0, 0)})), [False])


class Manual(unittest.TestCase):
    def test_its_figures_are_those_of_the_committed_run(self):
        results = json.loads((ROOT / "benchmarks" / "results" / "quality.json").read_text())
        text = (ROOT / "docs" / "topics.md").read_text()
        for piece in manual.pieces(results):
            self.assertIn(piece, text)


if __name__ == "__main__":
    unittest.main()
