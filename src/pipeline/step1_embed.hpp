/// Step 1b: vectors for the articles that have none, or whose text changed, with the embedded model (LSA).
///
/// The model is learnt from all articles once, stored in the database, and later articles are folded in. Vectors that
/// came from elsewhere are left alone; where there are such vectors the embedded model adds none of its own, because
/// vectors of two models in one table have no distance that means anything. Memory: the new vectors once. Determinism:
/// as LsaModel.
#pragma once

#include <cstdint>
#include <string>

#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct EmbedOptions {
    bool refit = false;  ///< learn the model anew and embed every article again
    int threads = 0;
    int dimensions = 256;  ///< used only while the tables do not say
};

struct EmbedReport {
    std::string model;
    bool fitted = false;  ///< a model was learnt in this call
    std::int64_t articles = 0;
    std::int64_t embedded = 0;
    std::int64_t unchanged = 0;      ///< have this model's vector for this text already
    std::int64_t external = 0;       ///< carry a vector from elsewhere
    std::int64_t without = 0;        ///< stay without a vector because the others' are external
    std::int64_t without_words = 0;  ///< of `embedded`: no known word, a zero vector, which clustering leaves out
};

/// Error{data} when there is no article, or none with a word; Error{interrupted} when the observer cancels.
[[nodiscard]] EmbedReport step1_embed(store::ReaderDBClient& client, const EmbedOptions& options,
                                      Observer* observer = nullptr);

}  // namespace asterism::pipeline
