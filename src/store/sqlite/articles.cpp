#include "store/sqlite/articles.hpp"

#include <fmt/format.h>

#include <array>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/obstacles.hpp"

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

constexpr std::array<const char*, kOptionalColumns> kMembers{"title", "summary", "content", "url", "published_at"};

std::array<std::optional<std::string_view>, kTime> texts_of(const Article& article) {
    return {article.title, article.summary, article.content, article.url};
}

void bind_article(const Session& session, Statement& statement, const ArticleId& id, const Article& article) {
    statement.bind_id(1, id);
    const auto texts = texts_of(article);
    for (std::size_t k = 0; k < texts.size(); ++k)
        if (session.stores(k)) statement.bind(static_cast<int>(k) + 2, texts[k]);
    if (!session.stores(kTime)) return;
    const auto time = stored_time(article);
    if (time)
        statement.bind_copy(static_cast<int>(kTime) + 2, *time);
    else
        statement.bind_null(static_cast<int>(kTime) + 2);
}

}  // namespace

std::string why_not_stored(const Session& session, std::size_t column) {
    const std::string name = optional_columns(session.names())[column];
    if (name.empty()) return fmt::format("\"{}\" has none, as the settings say", session.articles().name);
    const Column* found = session.articles().find(name);
    if (found == nullptr) return fmt::format("\"{}\" has no column \"{}\"", session.articles().name, name);
    if (found->generated) return fmt::format("\"{}\".\"{}\" is generated", session.articles().name, name);
    if (takes(session.articles(), *found, column == kTime)) return {};
    return fmt::format("\"{}\".\"{}\" has the type {}", session.articles().name, name, found->type);
}

UpsertReport upsert_articles(Session& session, std::span<const Article> articles) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    const IdType type = id_type(session);
    auto insert = session.prepare("insert_article"), update = session.prepare("update_article"),
         stored = session.prepare("article_is_stored");
    const bool view = session.articles().is_view();
    UpsertReport report;
    std::array<std::int64_t, kOptionalColumns> brought{};
    for (const Article& article : articles) {
        const auto texts = texts_of(article);
        for (std::size_t k = 0; k < texts.size(); ++k)
            brought[k] += texts[k].value_or("").empty() ? 0 : 1;
        brought[kTime] += article.published_at ? 1 : 0;
        const auto id = as_stored(session, article.id, type);
        bind_article(session, insert, id, article);
        if (insert.writes(view)) {
            ++report.inserted;
            continue;
        }
        bind_article(session, update, id, article);
        if (update.writes(view)) {
            ++report.updated;
            continue;
        }
        bind_article(session, stored, id, article);
        if (!has_row(stored)) throw held_back(session, 1, "articles were not written", session.names().articles);
        ++report.unchanged;
    }
    transaction.commit();
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        if (brought[k] > 0 && !session.stores(k))
            report.unstored.push_back({kMembers[k], why_not_stored(session, k), brought[k]});
    return report;
}

void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit) {
    session.ready();
    auto row = session.prepare("all_articles");
    while (row.step()) {
        const ArticleId id = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        const auto published_at = shown_time(row, 4);
        visit({id, row.text(1), row.text(2), row.text(3), published_at.value_or(""), row.text(5), row.text(6),
               !published_at && !row.text(4).empty()});
    }
}

}  // namespace asterism::store::sqlite
