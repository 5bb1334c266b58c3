#include "embedding/term_weights.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "embedding/text_terms.hpp"

namespace asterism::embedding {
namespace {

/// The most frequent ones; bounds the model (13 MB at 256 dimensions). 88,000 terms of 34,000 texts embedded no better.
constexpr std::size_t kMostTerms = 50'000;
constexpr std::uint32_t kLeastTexts = 2;  ///< a term of one text relates it to no other

/// One text as (term id, frequency), ascending by id; ids of the first pass.
struct CountedTexts {
    text::StringPool terms;
    std::vector<std::uint32_t> texts_with;  ///< by term
    std::vector<std::uint64_t> begin{0};
    std::vector<std::uint32_t> term;
    std::vector<std::uint16_t> frequency;

    void add(std::vector<std::uint32_t>& ids) {
        std::sort(ids.begin(), ids.end());
        for (std::size_t i = 0; i < ids.size();) {
            std::size_t end = i;
            while (end < ids.size() && ids[end] == ids[i])
                ++end;
            term.push_back(ids[i]);
            frequency.push_back(static_cast<std::uint16_t>(std::min<std::size_t>(end - i, 0xFFFF)));
            ++texts_with[ids[i]];
            i = end;
        }
        begin.push_back(term.size());
    }
};

/// Analyses texts in batches on all threads; the counting stays in the order of the texts.
class Counter {
 public:
    Counter(CountedTexts& out, int threads) : out_(out), threads_(threads) {}

    void add(std::string_view text) {
        batch_.emplace_back(text);
        if (batch_.size() == kBatch) flush();
    }

    void flush() {
        terms_.resize(batch_.size());
        const std::size_t tasks = (batch_.size() + kTextsPerTask - 1) / kTextsPerTask;
        workers_.resize(static_cast<std::size_t>(threads_));
        parallel_for(tasks, threads_, [&](std::size_t task, int worker) {
            auto& tools = workers_[static_cast<std::size_t>(worker)];
            if (!tools) tools = std::make_unique<Tools>();
            for (std::size_t i = task * kTextsPerTask; i < std::min(batch_.size(), (task + 1) * kTextsPerTask); ++i) {
                tools->analyzer.analyze(batch_[i], tools->document);
                terms_[i].clear();
                visit_terms(tools->document, [&](std::string_view term) { terms_[i].append(term).push_back('\n'); });
            }
        });
        for (std::size_t i = 0; i < batch_.size(); ++i)
            count(terms_[i]);
        batch_.clear();
    }

 private:
    static constexpr std::size_t kBatch = 2048;
    static constexpr std::size_t kTextsPerTask = 32;
    struct Tools {
        text::Analyzer analyzer;
        text::Document document;
    };

    void count(std::string_view lines) {
        ids_.clear();
        for (std::size_t begin = 0; begin < lines.size();) {
            const std::size_t end = lines.find('\n', begin);
            ids_.push_back(out_.terms.intern(lines.substr(begin, end - begin)));
            if (ids_.back() == out_.texts_with.size()) out_.texts_with.push_back(0);
            begin = end + 1;
        }
        out_.add(ids_);
    }

    CountedTexts& out_;
    int threads_;
    std::vector<std::string> batch_;
    std::vector<std::string> terms_;  ///< of each text of the batch, each ended by a line end
    std::vector<std::unique_ptr<Tools>> workers_;
    std::vector<std::uint32_t> ids_;
};

constexpr std::uint32_t kDropped = ~std::uint32_t{0};

/// Chooses the terms to keep and numbers them by their bytes. Returns the new id of every old one.
std::vector<std::uint32_t> choose_terms(const CountedTexts& counted, Vocabulary& out) {
    std::vector<std::uint32_t> order;
    const auto texts = static_cast<double>(counted.begin.size() - 1);
    const std::uint32_t least = texts >= 20 ? kLeastTexts : 1;  // a handful of texts: keep what there is
    for (std::uint32_t id = 0; id < counted.terms.size(); ++id) {
        if (counted.texts_with[id] >= least) order.push_back(id);
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (counted.texts_with[a] != counted.texts_with[b]) return counted.texts_with[a] > counted.texts_with[b];
        return counted.terms[a] < counted.terms[b];
    });
    order.resize(std::min(order.size(), kMostTerms));
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return counted.terms[a] < counted.terms[b]; });
    std::vector<std::uint32_t> renamed(counted.terms.size(), kDropped);
    for (const std::uint32_t id : order) {
        renamed[id] = out.terms.intern(counted.terms[id]);
        out.inverse_document_frequency.push_back(static_cast<float>(std::log((1.0 + texts) / counted.texts_with[id])));
    }
    return renamed;
}

/// log(1 + frequency) * idf, divided by the length of them all. `frequencies` ascending by term.
void weigh(const Vocabulary& vocabulary, std::span<const std::pair<std::uint32_t, std::uint32_t>> frequencies,
           WeightedTerms& out) {
    out.clear();
    double squares = 0.0;
    for (const auto& [term, frequency] : frequencies) {
        const double weight =
            std::log(1.0 + frequency) * static_cast<double>(vocabulary.inverse_document_frequency[term]);
        out.emplace_back(term, static_cast<float>(weight));
        squares += weight * weight;
    }
    const double length = std::sqrt(squares);
    for (auto& [term, weight] : out)
        weight = static_cast<float>(weight / length);
}

}  // namespace

const WeightedTerms& TextWeigher::weigh(std::string_view text) {
    analyzer_.analyze(text, document_);
    ids_.clear();
    visit_terms(document_, [&](std::string_view term) {
        if (const auto id = vocabulary_.terms.find(term)) ids_.push_back(*id);
    });
    std::sort(ids_.begin(), ids_.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> frequencies;
    for (const std::uint32_t id : ids_) {
        if (frequencies.empty() || frequencies.back().first != id) frequencies.emplace_back(id, 0);
        ++frequencies.back().second;
    }
    embedding::weigh(vocabulary_, frequencies, weighted_);
    return weighted_;
}

WeightedCorpus weigh_corpus(const TextSource& texts, int threads) {
    CountedTexts counted;
    Counter counter(counted, threads);
    texts([&](std::string_view text) { counter.add(text); });
    counter.flush();
    WeightedCorpus out;
    const std::vector<std::uint32_t> renamed = choose_terms(counted, out.vocabulary);
    if (out.vocabulary.terms.size() == 0) {
        throw Error(ErrorKind::data,
                    "no text has a word to learn from; ingest articles with a title or a summary first");
    }
    out.rows.columns = out.vocabulary.terms.size();
    std::vector<std::pair<std::uint32_t, std::uint32_t>> frequencies;
    WeightedTerms weighted;
    for (std::size_t row = 0; row + 1 < counted.begin.size(); ++row) {
        frequencies.clear();
        for (std::uint64_t i = counted.begin[row]; i < counted.begin[row + 1]; ++i) {
            if (renamed[counted.term[i]] != kDropped)
                frequencies.emplace_back(renamed[counted.term[i]], counted.frequency[i]);
        }
        std::sort(frequencies.begin(), frequencies.end());
        weigh(out.vocabulary, frequencies, weighted);
        for (const auto& [term, weight] : weighted) {
            out.rows.column.push_back(term);
            out.rows.value.push_back(weight);
        }
        out.rows.begin.push_back(out.rows.column.size());
    }
    return out;
}

}  // namespace asterism::embedding
