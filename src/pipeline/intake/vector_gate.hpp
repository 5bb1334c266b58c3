/// What the vectors that a reader holds mean for those that come in.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// Vectors from elsewhere are not mixed with those that `embed` made.
class VectorGate {
 public:
    /// `client` must outlive it. `words`: what stands behind the database on the command line.
    VectorGate(store::ReaderDBClient& client, bool replace, std::string words)
        : client_(client), replace_(replace), words_(std::move(words)) {}

    /// Call before vectors are stored; it looks the first time. Error{data} when the reader holds vectors that `embed`
    /// made; with `replace` those are taken away instead.
    void open();

 private:
    store::ReaderDBClient& client_;
    bool replace_;
    std::string words_;
    bool opened_ = false;
};

/// The articles whose vector stays when one of `model` comes in and nothing is to be replaced.
[[nodiscard]] std::set<ArticleId> articles_that_keep_vectors(store::VectorStore& vectors, std::string_view model);

[[nodiscard]] std::string vector_that_stays(const ArticleId& article);

}  // namespace asterism::pipeline
