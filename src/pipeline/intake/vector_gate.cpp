#include "pipeline/intake/vector_gate.hpp"

#include <fmt/format.h>

#include <utility>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "store/vector_counts.hpp"

namespace asterism::pipeline {

void VectorGate::open() {
    if (std::exchange(opened_, true)) return;
    client_.require_writable(store::Work::embed);
    store::VectorCounts there;
    client_.for_each_vector([&](const store::StoredVector& vector) { there.add(vector); });
    if (there.made_here == 0) return;
    if (!replace_)
        throw Error(
            ErrorKind::data,
            fmt::format("vectors come in, and the reader holds {} that were made here; there is no distance between "
                        "them, so nothing was stored. This puts them in the place of all those: {}",
                        there.made_here, client_.commands().told("ingest", words_ + " --replace")));
    log_info("{} vectors that were made here are taken away", client_.remove_made_vectors());
}

std::set<ArticleId> articles_that_keep_vectors(store::VectorStore& vectors, std::string_view model) {
    std::set<ArticleId> articles;
    vectors.for_each_vector([&](const store::StoredVector& vector) {
        if (!vector.made_here && vector.model != model) articles.insert(vector.id);
    });
    return articles;
}

std::string vector_that_stays(const ArticleId& article) {
    return fmt::format(
        "the article \"{}\" has a vector of another or unknown origin, which stays; --replace replaces it",
        asterism::to_string(article));
}

}  // namespace asterism::pipeline
