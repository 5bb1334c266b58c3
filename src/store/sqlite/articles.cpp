/// Step 1: articles and models.
#include <fmt/format.h>

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

void bind_article(Statement& statement, const ArticleId& id, const Article& article,
                  const std::optional<std::string>& published_at) {
    statement.bind_id(1, id)
        .bind(2, std::string_view(article.title))
        .bind(3, std::string_view(article.summary))
        .bind(4, std::string_view(article.content))
        .bind(5, std::string_view(article.url));
    if (published_at)
        statement.bind(6, std::string_view(*published_at));
    else
        statement.bind_null(6);
}

/// A time of an existing table may be a text of any of the known forms, or a number that counts from 1970.
std::string shown_time(const Statement& row, int column) {
    const auto time = parse_time(row.text(column));
    return time ? format_utc(*time) : std::string();
}

}  // namespace

UpsertReport SqliteClient::upsert_articles(std::span<const Article> articles) {
    Transaction transaction(ready(), Transaction::Kind::write);
    const IdType type = id_type();
    auto insert = prepare("insert_article"), update = prepare("update_article"), stored = prepare("article_is_stored");
    UpsertReport report;
    for (const Article& article : articles) {
        const auto id = as_stored(article.id, type);
        const auto published_at = stored_time(article);
        bind_article(insert, id, article, published_at);
        if (insert.run() > 0) {
            ++report.inserted;
            continue;
        }
        bind_article(update, id, article, published_at);
        if (update.run() > 0) {
            ++report.updated;
            continue;
        }
        bind_article(stored, id, article, published_at);
        if (!has_row(stored)) throw held_back(1, "articles were not written", options_.names.articles);
        ++report.unchanged;
    }
    transaction.commit();
    return report;
}

void SqliteClient::for_each_article(const std::function<void(const ArticleText&)>& visit) {
    ready();
    auto row = prepare("all_articles");
    while (row.step()) {
        const ArticleId id = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        const std::string published_at = shown_time(row, 4);
        visit({id, row.text(1), row.text(2), row.text(3), published_at, row.text(5), row.text(6)});
    }
}

void SqliteClient::save_model(std::string_view name, std::string_view bytes) {
    ready();
    const auto now = utc_now();
    prepare("save_model").bind(1, name).bind_blob(2, bytes).bind(3, std::string_view(now)).run();
}

std::optional<std::string> SqliteClient::load_model(std::string_view name) {
    ready();
    auto row = prepare("load_model");
    row.bind(1, name);
    if (!row.step()) return std::nullopt;
    return std::string(row.blob(0));
}

}  // namespace asterism::store::sqlite
