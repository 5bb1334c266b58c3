"""The oracles themselves: cases small enough to check by eye, and agreement between the two where nothing ties."""
import json
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np

import canonical_oracle
import cases
import compare
import distance
import hdbscan_oracle
from selection import Options

GOLDEN = Path(__file__).resolve().parent.parent / "engine" / "golden" / "hdbscan_0840.jsonl"


def on_a_line(*positions):
    return np.array(positions, dtype=np.float32)[:, None]


EUCLIDEAN = Options(min_cluster_size=2, min_samples=1, metric="euclidean")


class Distance(unittest.TestCase):
    def test_the_lanes_are_added_in_the_fixed_order(self):
        rng = np.random.default_rng(1)
        x, y = rng.normal(size=(2, 70)).astype(np.float32)
        padded = distance.widened(np.stack([x, y]))
        lanes = [0.0] * 32
        for b in range(3):
            for lane in range(32):
                lanes[lane] += float(padded[0, 32 * b + lane]) * float(padded[1, 32 * b + lane])
        a = [(lanes[l] + lanes[8 + l]) + (lanes[16 + l] + lanes[24 + l]) for l in range(8)]
        by_hand = ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]))
        self.assertEqual(distance.lane_sums(padded[:1], padded[1:], "cosine")[0, 0], by_hand)

    def test_parallel_rows_have_cosine_distance_zero_and_opposite_ones_two(self):
        d = distance.distance_matrix([[1, 2, 3], [2, 4, 6], [-1, -2, -3]])
        self.assertEqual(d[0, 1], 0.0)
        self.assertAlmostEqual(d[0, 2], 2.0)

    def test_core_distance_does_not_count_the_row_itself(self):
        d = distance.distance_matrix(on_a_line(0, 1, 3, 7), "euclidean")
        self.assertEqual(distance.core_distances(d, 1).tolist(), [1, 1, 2, 4])
        self.assertEqual(distance.core_distances(d, 2).tolist(), [3, 2, 3, 6])


class Canonical(unittest.TestCase):
    def test_three_equal_steps_merge_at_once(self):
        #  0 . 1 . 2 . 3    all steps 1: one node with four children
        result = canonical_oracle.cluster(on_a_line(0, 1, 2, 3), EUCLIDEAN)
        self.assertEqual(result.weights, [1, 1, 1])
        self.assertEqual(compare.sorted_tree(result.tree), [(4, row, 1.0, 1) for row in range(4)])
        self.assertEqual(result.labels, [-1] * 4)

    def test_two_pairs_become_two_clusters_named_by_smallest_rank(self):
        #  10 11       0 1      bytes order: 0 < 1.0f < 10.0f < 11.0f, seen as little-endian bytes
        rows = on_a_line(10, 11, 0, 1)
        result = canonical_oracle.cluster(rows, EUCLIDEAN)
        first = int(np.argmin(canonical_oracle.ranks_of(rows)))
        self.assertEqual(result.labels[first], 0)
        self.assertEqual(sorted(result.labels), [0, 0, 1, 1])
        self.assertEqual(result.weights, [1, 1, 9])
        self.assertEqual([row[2:] for row in result.tree if row[1] > 4], [(1 / 9, 2), (1 / 9, 2)])
        self.assertEqual(result.probabilities, [1.0] * 4)
        #  stability (1 - 1/9) * 2, two members, largest lambda 1
        self.assertEqual(result.persistence, [(1 - 1 / 9) * 2 / 2] * 2)

    def test_three_groups_at_equal_distances_split_at_once(self):
        #  0 1 . . . 11 12 . . . 22 23: the root has three clusters at once, not two and then two
        line = canonical_oracle.cluster(on_a_line(0, 1, 11, 12, 22, 23), EUCLIDEAN)
        self.assertEqual([row[1] for row in line.tree if row[0] == 6], [7, 8, 9])

    def test_a_zero_distance_has_the_largest_finite_lambda(self):
        #  three copies at 0, then 4, 6: smallest positive weight 2
        result = canonical_oracle.cluster(on_a_line(0, 0, 0, 4, 6), replace(EUCLIDEAN, min_cluster_size=3))
        self.assertEqual(result.weights, [0, 0, 2, 4])
        self.assertEqual(sorted(row[2] for row in result.tree), [0.25, 0.25, 0.5, 0.5, 0.5])

    def test_all_rows_equal_have_lambda_one(self):
        result = canonical_oracle.cluster(on_a_line(5, 5, 5), EUCLIDEAN)
        self.assertEqual([row[2] for row in result.tree], [1.0] * 3)
        single = canonical_oracle.cluster(on_a_line(5, 5, 5), replace(EUCLIDEAN, allow_single_cluster=True))
        self.assertEqual((single.labels, single.probabilities), ([0] * 3, [1.0] * 3))

    def test_one_row_is_noise(self):
        result = canonical_oracle.cluster(on_a_line(3), EUCLIDEAN)
        self.assertEqual((result.labels, result.tree, result.weights), ([-1], [], []))

    def test_row_order_changes_nothing(self):
        for case in cases.random_cases(60, 11, largest=120):
            options = Options(**case["options"])
            result = canonical_oracle.cluster(case["rows"], options)
            order = np.random.default_rng(5).permutation(len(case["rows"]))
            shuffled = canonical_oracle.cluster(case["rows"][order], options)
            for name in ("labels", "probabilities", "outlier_scores"):
                expected = [getattr(result, name)[row] for row in order]
                self.assertEqual(getattr(shuffled, name), expected, f"{case['name']} {name}")
            self.assertEqual(shuffled.persistence, result.persistence, case["name"])


class Agreement(unittest.TestCase):
    def test_without_ties_both_rules_give_one_partition(self):
        rng = np.random.default_rng(3)
        compared = 0
        for _ in range(60):
            n, d = int(rng.integers(5, 120)), int(rng.integers(2, 20))
            drawn = cases.random_options(rng, rng.normal(size=(n, d)))
            options = Options(**{**drawn, "min_samples": 1, "alpha": 1.0})  # every weight is a distance, none a core distance
            rows = np.asarray(cases.nested_blobs(rng, n, d), dtype=np.float32)
            a, b = canonical_oracle.cluster(rows, options), hdbscan_oracle.cluster(rows, options)
            self.assertEqual(a.weights, b.weights)
            self.assertEqual(len(set(a.weights)), n - 1, "the data were meant to have no ties")
            pairs = set(zip(a.labels, b.labels))
            self.assertEqual(len(pairs), len({x for x, _ in pairs}))
            self.assertEqual(len(pairs), len({y for _, y in pairs}))
            for name in ("probabilities", "outlier_scores"):
                self.assertIsNone(compare.first_difference(getattr(a, name), getattr(b, name), compare.same))
            compared += len(pairs) > 1
        self.assertGreater(compared, 20)

    def test_the_reference_equals_the_package_on_the_golden_file(self):
        fields = dict(labels="exact", weights="exact", tree="exact", probabilities="close", persistence="close")
        lines = GOLDEN.read_text().splitlines()
        self.assertGreaterEqual(len(lines), 150)
        for line in lines:
            golden = json.loads(line)
            rows = np.array(golden["rows"], dtype=np.float32) / np.float32(golden["scale"])
            own = vars(hdbscan_oracle.cluster(rows, Options(**golden["options"])))
            own["tree"] = compare.sorted_tree(own["tree"])
            golden["tree"] = compare.sorted_tree(golden["tree"])
            self.assertEqual(compare.differences(own, golden, fields), [], golden["name"])


if __name__ == "__main__":
    unittest.main()
