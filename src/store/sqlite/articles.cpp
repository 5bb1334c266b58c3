/// Step 1: articles and models.
#include <fmt/format.h>

#include <array>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {
namespace {

std::optional<std::string> stored_time(const Article& article) {
    if (!article.published_at) return std::nullopt;
    const auto time = parse_time(*article.published_at);
    if (!time)
        throw Error(ErrorKind::data, fmt::format("article {}: \"{}\" is not a time; write 2024-05-01T10:30:00Z",
                                                 asterism::to_string(article.id), *article.published_at));
    return format_utc(*time);
}

/// A time of an existing table may be a text of any of the known forms, or a number.
std::optional<std::string> shown_time(const Statement& row, int column) {
    const auto time = parse_time(row.text(column));
    return time ? std::optional(format_utc(*time)) : std::nullopt;
}

bool takes(const Table& table, const Column& column, bool time) {
    if (table.strict) return column.type == "TEXT" || column.type == "ANY";
    return !time || (column.affinity() != Affinity::integer && column.affinity() != Affinity::real);
}

constexpr std::size_t kTime = 4;
constexpr std::array<const char*, kOptionalColumns> kMembers{"title", "summary", "content", "url", "published_at"};

std::array<std::optional<std::string_view>, kTime> texts_of(const Article& article) {
    return {article.title, article.summary, article.content, article.url};
}

}  // namespace

std::string SqliteClient::why_not_stored(std::size_t column) const {
    const std::string name = optional_columns(options_.names)[column];
    if (name.empty()) return fmt::format("\"{}\" has none, as the settings say", articles_.name);
    const Column* found = articles_.find(name);
    if (found == nullptr) return fmt::format("\"{}\" has no column \"{}\"", articles_.name, name);
    if (found->generated) return fmt::format("\"{}\".\"{}\" is generated", articles_.name, name);
    if (takes(articles_, *found, column == kTime)) return {};
    return fmt::format("\"{}\".\"{}\" has the type {}", articles_.name, name, found->type);
}

void SqliteClient::bind_article(Statement& statement, const ArticleId& id, const Article& article) {
    statement.bind_id(1, id);
    const auto texts = texts_of(article);
    for (std::size_t k = 0; k < texts.size(); ++k)
        if (stored_[k]) statement.bind(static_cast<int>(k) + 2, texts[k]);
    if (!stored_[kTime]) return;
    const auto time = stored_time(article);
    if (time)
        statement.bind_copy(static_cast<int>(kTime) + 2, *time);
    else
        statement.bind_null(static_cast<int>(kTime) + 2);
}

UpsertReport SqliteClient::upsert_articles(std::span<const Article> articles) {
    Transaction transaction(ready(), Transaction::Kind::write);
    const IdType type = id_type();
    auto insert = prepare("insert_article"), update = prepare("update_article"), stored = prepare("article_is_stored");
    UpsertReport report;
    std::array<std::int64_t, kOptionalColumns> brought{};
    for (const Article& article : articles) {
        const auto texts = texts_of(article);
        for (std::size_t k = 0; k < texts.size(); ++k)
            brought[k] += texts[k].value_or("").empty() ? 0 : 1;
        brought[kTime] += article.published_at ? 1 : 0;
        const auto id = as_stored(article.id, type);
        bind_article(insert, id, article);
        if (insert.run() > 0) {
            ++report.inserted;
            continue;
        }
        bind_article(update, id, article);
        if (update.run() > 0) {
            ++report.updated;
            continue;
        }
        bind_article(stored, id, article);
        if (!has_row(stored)) throw held_back(1, "articles were not written", options_.names.articles);
        ++report.unchanged;
    }
    transaction.commit();
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        if (brought[k] > 0 && !stored_[k]) report.unstored.push_back({kMembers[k], why_not_stored(k), brought[k]});
    return report;
}

void SqliteClient::for_each_article(const std::function<void(const ArticleText&)>& visit) {
    ready();
    auto row = prepare("all_articles");
    while (row.step()) {
        const ArticleId id = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        const auto published_at = shown_time(row, 4);
        visit({id, row.text(1), row.text(2), row.text(3), published_at.value_or(""), row.text(5), row.text(6),
               !published_at && !row.text(4).empty()});
    }
}

void SqliteClient::save_model(std::string_view name, std::string_view bytes) {
    ready();
    const auto now = utc_now();
    const auto written = prepare("save_model").bind(1, name).bind_blob(2, bytes).bind(3, std::string_view(now)).run();
    expect_rows(written, 1, "models were not stored", "models");
}

std::optional<std::string> SqliteClient::load_model(std::string_view name) {
    ready();
    auto row = prepare("load_model");
    row.bind(1, name);
    if (!row.step()) return std::nullopt;
    return std::string(row.blob(0));
}

}  // namespace asterism::store::sqlite
