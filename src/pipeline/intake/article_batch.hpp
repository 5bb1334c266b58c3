/// Articles and vectors on their way into the database, a batch at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/intake/article_fields.hpp"
#include "pipeline/intake/ingest_report.hpp"
#include "pipeline/intake/vector_gate.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// Where what is stored comes from.
struct BatchOrigin {
    std::string file;   ///< for the report
    std::string model;  ///< of the vectors
    bool replace = false;
    bool strict = false;  ///< what the table refuses, cuts or has no column for is an error
};

/// Each batch is one transaction for the articles and one for the vectors. An article that the table refuses (a check,
/// a unique column, a text that its encoding lacks) is left out, told in the report, and the others are stored. Two
/// articles with one id in a batch are one: what the later brings counts. A vector that stays although a new one came
/// is told in the report. All that is referred to must outlive it.
class ArticleBatch {
 public:
    ArticleBatch(store::ReaderDBClient& client, VectorGate& gate, BatchOrigin origin, IngestReport& report);

    /// Stores when the batch is full. `line` is that of the article in its file. All vectors have one dimension.
    void add(InputArticle&& input, std::int64_t line);
    void store();

 private:
    void require_whole() const;
    void store_articles(std::size_t first, std::size_t last);
    void store_vectors();

    store::ReaderDBClient& client_;
    VectorGate& gate_;
    BatchOrigin origin_;
    IngestReport& report_;
    std::vector<store::Article> articles_;
    std::vector<std::int64_t> lines_;          ///< per article
    std::vector<std::vector<float>> vectors_;  ///< per article; empty = none
    std::map<ArticleId, std::size_t> places_;
};

}  // namespace asterism::pipeline
