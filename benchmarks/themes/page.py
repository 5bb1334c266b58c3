"""docs/themes-benchmark.md: what was measured on what, the bars, and one table for each set and clustering."""
from suite.markdown import count, table

TITLES = {"gold": "clusters are the gold labels", "asterism": "clusters are Asterism's, default options"}
LEAST_DIVERSITY = 0.9
HOW = """Ten keywords a cluster, all ways on the same clusters and scored by the same code:

- **coherence**: C_NPMI, window of 10 words, on the set's own texts (title and content, lower-cased, words of two letters or digits and more). Phrases
  are split into their words, a word counts once a cluster, words seen fewer than 10 times are left out for everybody. The mean over the clusters; a
  cluster with fewer than two such words counts as 0. A fast implementation, compared with gensim's value for every cluster in the same run (see checks).
- **diversity**: distinct words among all words of all keywords of all clusters. **product**: coherence x diversity.
- **stop words**: keywords that are a stop word, or begin or end with one (scikit-learn's English list); **within**: stop words inside the other phrases.
  Words of that list that name things ("fire", "interest", "system": `benchmarks/themes/content_words.txt` has them and the reason) count alone and not
  as part of a phrase: "forest fire" is a subject, "fire" may be anything.
- **same stems**: keywords whose Snowball stems, in order, are those of a better keyword of their cluster; **in phrase**: others that share a stem with a
  better one where one of the two is a single word ("price" beside "oil prices").
- BERTopic gets the articles' own sentence vectors and a CountVectorizer without English stop words, as its documentation advises; words are embedded with the
  same model (all-MiniLM-L6-v2). Given vectors, KeyBERTInspired of 0.17.4 takes those of the file's first articles instead of a topic's representative ones; "right
  vectors" is the same with that mended.
"""


def method_table(methods):
    heads = ["keywords by", "keywords a cluster", "coherence", "diversity", "product", "stop words", "within", "same stems", "in phrase"]
    return table(heads, [[method, f"{one['keywords'] / one['clusters']:.1f}", f"{one['coherence']:.4f}", f"{one['diversity']:.4f}",
                          f"**{one['product']:.4f}**", *(count(one[name]) for name in
                                                         ["stop_words", "stop_words_within", "same_stems", "word_in_phrase"])]
                         for method, one in methods.items()])


def tables(sets):
    pieces = []
    for name, clusterings in sets.items():
        for clustering, methods in clusterings.items():
            clusters = next(iter(methods.values()))["clusters"]
            pieces += [f"## {name}: {TITLES[clustering]} ({clusters})", method_table(methods)]
    return "\n\n".join(pieces)


def bars(sets):
    lines = []
    for name, clusterings in sets.items():
        for clustering, methods in clusterings.items():
            if "Asterism" not in methods:
                continue
            ours = methods["Asterism"]
            rivals = {method: one["product"] for method, one in methods.items() if not method.startswith("Asterism")}
            if rivals:
                best = max(rivals, key=rivals.get)
                lines.append([f"{name}, {clustering}: product ahead of every rival", f"more than {rivals[best]:.4f} ({best})",
                              f"{ours['product']:.4f}", "yes" if ours["product"] > rivals[best] else "no"])
            lines.append([f"{name}, {clustering}: stop words, same stems", "0, 0", f"{ours['stop_words']}, {ours['same_stems']}",
                          "yes" if ours["stop_words"] == ours["same_stems"] == 0 else "no"])
            if (name, clustering) == ("ng20", "gold"):
                lines.append([f"{name}, {clustering}: diversity", f"at least {LEAST_DIVERSITY}", f"{ours['diversity']:.4f}",
                              "yes" if ours["diversity"] >= LEAST_DIVERSITY else "no"])
    return table(["what", "bar", "measured", "reached"], lines)


def check_lines(checks):
    return "\n".join(f"- {name}: sentence model against the given vectors, cosine at least {one['cosine_of_sentence_model']:.4f}; greatest difference of a cluster's "
                     f"coherence from gensim's {one['difference_from_gensim']:.1e}" for name, one in checks.items() if len(one) == 2)


def speed_lines(speed):
    if not speed:
        return ""
    walls = [run["wall_s"] for run in speed["runs"]]
    return (f"## Time and memory\n\n{speed['articles']:,} articles ({speed['megabytes']:.0f} MB: both sets in turns, bodies cut to the 2,000 bytes that step 2 "
            f"reads), {speed['clusters']} clusters, built-in source, the whole of `name_clusters`: **{speed['wall_s']:.1f} s** (median of {len(walls)}, "
            f"{min(walls):.1f} - {max(walls):.1f}), {speed['cpu_s']:.1f} s of CPU, peak {speed['peak_mib']:.0f} MiB. Bars: 20 s on two cores, 1,024 MiB.")


def page(results):
    machine = results["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    changes = " with uncommitted changes" if machine["uncommitted_changes"] else ""
    about = (f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; {machine['system']}; {machine['compiler']}; Python {machine['python']}; "
             f"{versions}; commit {machine['commit']}{changes}. Data: reuters (20,841 news articles of 1987; gold classes of fewer than 10 articles count as noise) and "
             f"ng20 (18,846 posts), neither of them part of this repository. Command: {', then '.join(f'`{c}`' for c in results['commands'].values())}.")
    speed = speed_lines(results.get("speed"))
    pieces = ["# Keywords of clusters, measured", "Written by `benchmarks/themes/run`.", about, HOW.strip(), check_lines(results["checks"]), "## Bars",
              bars(results["sets"]), tables(results["sets"]), speed]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"
