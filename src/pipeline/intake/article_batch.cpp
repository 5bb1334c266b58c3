#include "pipeline/intake/article_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

/// Small enough for memory, large enough that a transaction costs nothing beside its rows.
constexpr std::size_t kBatchSize = 5000;

/// What the later record does not bring stays as the earlier one had it.
void take_over(store::Article& article, store::Article&& later) {
    for (auto member : {&store::Article::title, &store::Article::summary, &store::Article::content,
                        &store::Article::url, &store::Article::published_at})
        if (later.*member) article.*member = std::move(later.*member);
}

}  // namespace

ArticleBatch::ArticleBatch(store::ReaderDBClient& client, VectorGate& gate, BatchOrigin origin, IngestReport& report)
    : client_(client), gate_(gate), origin_(std::move(origin)), report_(report) {}

/// What only the table can say: that a text is cut, or a member has no column.
void ArticleBatch::require_whole() const {
    IngestReport by_table;
    by_table.articles = report_.articles;
    const std::string faults = what_is_not_whole(by_table);
    if (!faults.empty())
        throw Error(
            ErrorKind::data,
            fmt::format("--strict is set, and the table does not take all: {}; {} articles are stored so. Change "
                        "the columns or the file and ingest it again",
                        faults, by_table.articles.inserted + by_table.articles.updated));
}

void ArticleBatch::add(InputArticle&& input, std::int64_t line) {
    const auto [known, is_new] = places_.emplace(input.article.id, articles_.size());
    const std::size_t place = known->second;
    if (is_new) {
        articles_.push_back({.id = input.article.id});
        lines_.emplace_back();
        vectors_.emplace_back();
    } else {
        ++report_.repeated_ids;
    }
    take_over(articles_[place], std::move(input.article));
    lines_[place] = line;
    if (!input.embedding.empty()) vectors_[place] = std::move(input.embedding);
    if (articles_.size() == kBatchSize) store();
}

void ArticleBatch::store() {
    if (!std::ranges::all_of(vectors_, &std::vector<float>::empty)) gate_.open();
    store_articles(0, articles_.size());
    if (origin_.strict) require_whole();
    store_vectors();
    articles_.clear();
    lines_.clear();
    vectors_.clear();
    places_.clear();
}

/// By halves, down to the articles that are refused.
void ArticleBatch::store_articles(std::size_t first, std::size_t last) {
    try {
        report_.add(client_.upsert_articles(std::span(articles_).subspan(first, last - first)));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::data || origin_.strict) throw;
        if (last - first > 1) {
            const std::size_t middle = first + (last - first) / 2;
            store_articles(first, middle);
            store_articles(middle, last);
            return;
        }
        report_.lose(Loss::record, origin_.file, lines_[first], error.what());
        vectors_[first].clear();
    }
}

void ArticleBatch::store_vectors() {
    ArticleIds ids(client_.id_type());
    std::vector<std::int64_t> lines;
    Matrix rows;
    for (std::size_t i = 0; i < vectors_.size(); ++i) {
        if (vectors_[i].empty()) continue;
        if (ids.empty()) rows = Matrix(vectors_[i].size());
        ids.push_back(articles_[i].id);
        lines.push_back(lines_[i]);
        std::ranges::copy(vectors_[i], rows.add_row());
    }
    if (ids.empty()) return;
    const auto written = client_.upsert_embeddings(ids, rows.view(), origin_.model, {},
                                                   origin_.replace ? store::Replace::any : store::Replace::same_origin);
    report_.vectors_stored += written.stored;
    for (const std::size_t k : written.kept)
        report_.lose(Loss::vector, origin_.file, lines[k], vector_that_stays(ids[k]));
}

}  // namespace asterism::pipeline
