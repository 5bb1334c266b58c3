/// The terms a model knows, what each weighs, and a text as a sparse unit row over them.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "embedding/lsa_model.hpp"
#include "embedding/sparse_rows.hpp"
#include "text/analyzer.hpp"
#include "text/string_pool.hpp"

namespace asterism::embedding {

struct Vocabulary {
    text::StringPool terms;  ///< ids 0, 1, ... in the order of their bytes
    std::vector<float> inverse_document_frequency;
};

/// (term, weight) ascending by term; weights log(1 + frequency) * idf, of unit length together. Empty: no known word.
using WeightedTerms = std::vector<std::pair<std::uint32_t, float>>;

/// Turns texts into weighted terms. Thread safety: none, one per thread; the vocabulary must outlive it.
class TextWeigher {
 public:
    explicit TextWeigher(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
    const WeightedTerms& weigh(std::string_view text);

 private:
    const Vocabulary& vocabulary_;
    text::Analyzer analyzer_;
    text::Document document_;
    std::vector<std::uint32_t> ids_;
    WeightedTerms weighted_;
};

/// What the first pass over all texts learns: the vocabulary, and every text as a row.
struct WeightedCorpus {
    Vocabulary vocabulary;
    SparseRows rows;  ///< texts x terms
};

/// Error{data} when no text has a word.
[[nodiscard]] WeightedCorpus weigh_corpus(const TextSource& texts, int threads);

}  // namespace asterism::embedding
