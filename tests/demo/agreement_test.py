"""scripts/lib/agreement.py against hand-made cases and against the mean over every permutation."""

import itertools
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"
sys.path.insert(0, str(SCRIPTS))
sys.dont_write_bytecode = True
import agreement  # noqa: E402


class Agreement(unittest.TestCase):
    def test_the_same_partition_under_other_names_is_one(self):
        self.assertAlmostEqual(agreement.adjusted_mutual_information(list(zip("aabbcc", "xxyyzz"))), 1.0)

    def test_one_cluster_says_nothing(self):
        self.assertAlmostEqual(agreement.adjusted_mutual_information(list(zip("aabb", "xxxx"))), 0.0)

    def test_crossed_halves_are_worse_than_chance(self):
        self.assertLess(agreement.adjusted_mutual_information(list(zip("aabb", "xyxy"))), 0.0)

    def test_the_expectation_is_the_mean_over_all_permutations(self):
        classes, clusters = "aaabbc", "xxyyyz"
        shuffles = [agreement.mutual_information(list(zip(classes, order))) for order in itertools.permutations(clusters)]
        exact = agreement.expected_mutual_information([3, 2, 1], [2, 3, 1])
        self.assertAlmostEqual(exact, math.fsum(shuffles) / len(shuffles), places=12)

    def test_a_known_value(self):
        # 17 rows; mutual information 0.41022 and expectation 0.15042 are the figures of scikit-learn's own test.
        pairs = list(zip("11111122222233333", "11112122223133322"))
        self.assertAlmostEqual(agreement.mutual_information(pairs), 0.41022, places=5)
        self.assertAlmostEqual(agreement.expected_mutual_information([6, 6, 5], [6, 7, 4]), 0.15042, places=5)
        self.assertAlmostEqual(agreement.adjusted_mutual_information(pairs), 0.27821, places=5)

    def test_noise_lowers_the_coverage_and_stands_alone_where_all_rows_count(self):
        with tempfile.TemporaryDirectory() as folder:
            classes, clusters = pathlib.Path(folder, "classes"), pathlib.Path(folder, "clusters")
            classes.write_text("1\ta\n2\ta\n3\tb\n4\tb\n5\tb\n")
            clusters.write_text("1\t7\n2\t7\n3\t9\n4\t9\n5\t\n")
            done = subprocess.run([sys.executable, SCRIPTS / "agreement.py", classes, f"some={clusters}"], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.splitlines()[1].split(), ["some", "2", "80.0%", "1.000", "0.635"])  # 0.63535: scikit-learn


if __name__ == "__main__":
    unittest.main()
