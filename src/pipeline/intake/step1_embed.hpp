/// Step 1b: vectors for the articles that have none, or whose text changed, with the embedded model (LSA).
///
/// The model is learnt from all articles once, stored in the database, and later articles are folded in. A vector that
/// was not made here is somebody's: it is left alone unless `replace` says otherwise, and where there is one the
/// embedded model adds none of its own, because vectors of two models in one table have no distance that means
/// anything. Memory: the new vectors once, and the ids. Determinism: as LsaModel.
#pragma once

#include <cstdint>
#include <string>

#include "asterism/error.hpp"
#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"
#include "store/vector_counts.hpp"

namespace asterism::pipeline {

struct EmbedOptions {
    bool refit = false;    ///< learn the model anew and make every vector of ours again
    bool replace = false;  ///< make those anew that came from elsewhere, too
    int threads = 0;
    int dimensions = 256;  ///< used only while the tables do not say
};

struct EmbedReport {
    std::string model;
    bool fitted = false;  ///< a model was learnt in this call
    std::int64_t articles = 0;
    std::int64_t embedded = 0;
    std::int64_t unchanged = 0;      ///< have this model's vector for this text already
    store::VectorCounts there;       ///< what was there before
    std::int64_t external = 0;       ///< of those from elsewhere, left alone
    std::int64_t without = 0;        ///< stay without a vector because the others' are external
    std::int64_t without_words = 0;  ///< of `embedded`: no known word, a zero vector, which clustering leaves out
};

/// Error{data} when there is no article, or none with a word, or vectors of ours and from elsewhere side by side
/// (unless `replace`); Error{interrupted} when the observer cancels.
[[nodiscard]] EmbedReport step1_embed(store::ReaderDBClient& client, const EmbedOptions& options,
                                      Observer* observer = nullptr);

/// Vectors made here and vectors from elsewhere, in one reader: how many of which, and what to do.
[[nodiscard]] Error mixed_vectors(const store::ReaderDBClient& client, const store::VectorCounts& counts);

}  // namespace asterism::pipeline
