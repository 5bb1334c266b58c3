"""benchmarks/themes: the scores of keywords on cases worked out by hand, and the window counts against the slow obvious way."""
import math
import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks"))
from themes import coherence, scorer  # noqa: E402


def without_s(word):
    return word.rstrip("s")


class Scores(unittest.TestCase):
    def test_diversity_counts_every_word_of_every_keyword(self):
        self.assertEqual(scorer.diversity([["oil", "oil price"], ["Price", "wheat"]]), 3 / 5)
        self.assertEqual(scorer.diversity([["gas", "oil"], ["u.s. tin"]]), 1)  # single letters are no words
        self.assertEqual(scorer.diversity([[], []]), 0)

    def test_stop_words_at_the_edge_and_within_are_told_apart(self):
        clusters = [["The", "bank of england", "of course", "look at"], ["state of the art", "oil"]]
        self.assertEqual(scorer.stop_words(clusters, {"the", "of", "at"}), (3, 3))

    def test_a_content_word_of_the_stop_list_counts_alone_and_not_in_a_phrase(self):
        stops, content = {"the", "of", "fire", "side"}, {"fire", "side"}
        clusters = [["forest fire", "Fire", "side effects", "fire of the"], ["the fire", "coast side of town"]]
        self.assertEqual(scorer.stop_words(clusters, stops, content), (3, 1))

    def test_the_list_of_content_words_is_the_programs(self):
        root = pathlib.Path(__file__).resolve().parents[2]
        listed = scorer.listed_words(root / "benchmarks" / "themes" / "content_words.txt")
        self.assertEqual(listed, set((root / "src" / "text" / "stop_words" / "en.content.txt").read_text().split()))

    def test_a_keyword_with_the_stems_of_a_better_one_is_a_duplicate(self):
        self.assertEqual(scorer.near_duplicates([["price", "oil", "prices"], ["Prices"]], without_s), (1, 0))
        self.assertEqual(scorer.near_duplicates([["oil prices", "oils price", "price oil"]], without_s), (1, 0))

    def test_a_word_of_a_phrase_beside_it_is_contained_in_either_order(self):
        self.assertEqual(scorer.near_duplicates([["oil price", "prices"]], without_s), (0, 1))
        self.assertEqual(scorer.near_duplicates([["prices", "oil price", "oil field"]], without_s), (0, 1))

    def test_a_keyword_is_counted_once(self):
        self.assertEqual(scorer.near_duplicates([["oil", "oil price", "oils"]], without_s), (1, 1))

    def test_scorable_words_are_distinct_and_known(self):
        self.assertEqual(scorer.scorable([["Oil price", "oil", "of u.s. wheat"]], {"oil", "price", "wheat"}), [["oil", "price", "wheat"]])

    def test_a_cluster_without_a_value_counts_as_zero(self):
        self.assertEqual(scorer.mean_coherence([0.5, math.nan]), 0.25)


class Coherence(unittest.TestCase):
    def test_npmi_by_hand(self):
        # Windows of two: ab, bc | ab | cx, xc. P(a) = 2/5, P(b) = 3/5, P(a, b) = 2/5; a and c never meet.
        counts = coherence.WindowCounts(["a b c".split(), "a b".split(), "c x c".split()], {"a", "b", "c"}, 2)
        self.assertEqual(counts.windows, 5)
        self.assertAlmostEqual(counts.coherence(["a", "b"]), math.log(0.4 / (0.4 * 0.6)) / -math.log(0.4), places=9)
        self.assertAlmostEqual(counts.coherence(["a", "c"]), math.log(1e-12 / (0.4 * 0.6)) / -math.log(1e-12), places=9)
        self.assertTrue(math.isnan(counts.coherence(["a"])))

    def test_the_mean_is_over_all_pairs(self):
        counts = coherence.WindowCounts(["a b c".split(), "b c d".split(), "d".split()], {"a", "b", "c", "d"}, 2)
        pairs = [counts.coherence(list(pair)) for pair in ["ab", "ac", "bc"]]
        self.assertAlmostEqual(counts.coherence(["a", "b", "c"]), sum(pairs) / 3, places=12)

    def test_a_short_text_and_an_empty_one_are_one_window_each(self):
        counts = coherence.WindowCounts([["a"], [], ["a", "b"]], {"a", "b"}, 10)
        self.assertEqual((counts.windows, counts.single.tolist(), int(counts.pairs[0, 1])), (3, [2, 1], 1))

    def test_counts_equal_a_window_that_slides_as_gensims_does(self):
        draw = random.Random(5)
        texts = [draw.choices("abcdefgh", k=draw.randrange(30)) for _ in range(200)]
        for window in [2, 3, 5, 10]:
            counts = coherence.WindowCounts(texts, set("abcde"), window)
            single, pairs = slid(texts, "abcde", window)
            self.assertEqual(counts.single.tolist(), [single.get(word, 0) for word in "abcde"])
            self.assertEqual({(a, b): int(counts.pairs["abcde".index(a), "abcde".index(b)]) for a, b in pairs}, pairs)

    def test_frequent_words(self):
        self.assertEqual(coherence.frequent_words([["a", "b", "a"], ["b", "c"]], 2), {"a", "b"})


def slid(texts, vocabulary, window):
    """A set that loses the word at the left edge, then gains the one at the right."""
    single, pairs = {}, {(a, b): 0 for a in vocabulary for b in vocabulary if a < b}
    for text in texts:
        inside = set(text[:window])
        for start in range(max(len(text) - window + 1, 1)):
            if start:
                inside.discard(text[start - 1])
                inside.add(text[start + window - 1])
            for word in inside:
                single[word] = single.get(word, 0) + 1
            for pair in pairs:
                pairs[pair] += set(pair) <= inside
    return single, pairs


if __name__ == "__main__":
    unittest.main()
