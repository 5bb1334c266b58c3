#include "store/postgres/articles.hpp"

#include <fmt/format.h>

#include <array>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kFields = 5;
using Fields = std::array<std::string, kFields>;

/// What the names say for: title, summary, content, url, published_at.
Fields column_names(const TableNames& names) {
    return {names.title, names.summary, names.content, names.url, names.published_at};
}
constexpr std::array<const char*, kFields> kStaged{"title", "summary", "content", "url", "published_at"};
constexpr std::size_t kTime = 4;

std::string utc_or_refuse(const Article& article) {
    if (!article.published_at || article.published_at->empty()) return {};
    if (const auto time = parse_time(*article.published_at)) return format_utc(*time);
    throw Error(ErrorKind::data,
                fmt::format("the article \"{}\" was published at \"{}\", which is no time; write it as "
                            "2024-05-01T10:30:00Z",
                            asterism::to_string(article.id), *article.published_at));
}

std::string staged_value(const Column& column, std::size_t field) {
    if (field != kTime) return fmt::format("{}", kStaged[field]);
    return fmt::format("nullif(published_at, '')::{}", column.declared);
}

void append(std::string& list, const std::string& item) {
    list += (list.empty() ? "" : ", ") + item;
}

/// Only columns that are there are written.
void set_columns(Session& session) {
    const Table& table = session.catalogue().articles;
    const Fields names = column_names(session.names());
    std::string columns, values, updates, old_values, given_values, new_values;
    for (std::size_t k = 0; k < kFields; ++k) {
        const Column* column = table.find(names[k]);
        if (column == nullptr) continue;
        const std::string name = quote_identifier(names[k]);
        columns += ", " + name;
        values += ", " + staged_value(*column, k) + " AS " + name;
        append(updates, name + " = excluded." + name);
        append(old_values, "old." + name);
        append(given_values, "given." + name);
        append(new_values, "excluded." + name);
    }
    session.set_placeholder("columns", columns);
    session.set_placeholder("values", values);
    session.set_placeholder("updates", updates);
    session.set_placeholder("old_values", old_values);
    session.set_placeholder("given_values", given_values);
    session.set_placeholder("new_values", new_values);
}

Fields fields_of(const Article& article) {
    return {article.title, article.summary, article.content, article.url, utc_or_refuse(article)};
}

void stage(Session& session, std::span<const Article> articles) {
    const Table& table = session.catalogue().articles;
    const Fields names = column_names(session.names());
    session.run("stage_articles");
    CopyWriter writer(session.connection(), "pg_temp.asterism_articles", 2 + kFields);
    for (std::size_t i = 0; i < articles.size(); ++i) {
        writer.begin_row();
        writer.put_int64(static_cast<std::int64_t>(i));
        put_id(writer, session.catalogue().id.wire, articles[i].id);
        const Fields fields = fields_of(articles[i]);
        for (std::size_t k = 0; k < kFields; ++k) {
            if (!fields[k].empty()) table.require(names[k]);
            writer.put_bytes(fields[k]);
        }
    }
    writer.finish();
}

std::string text_value(const Table& table, const std::string& column) {
    if (table.find(column) == nullptr) return "''";
    return fmt::format("coalesce(a.{}::text, '')", quote_identifier(column));
}

std::string time_value(const Table& table, const std::string& column) {
    if (table.find(column) == nullptr) return "''";
    return fmt::format("coalesce(to_char(a.{}::timestamptz, {}), '')", quote_identifier(column), kUtcFormat);
}

void set_selection(Session& session) {
    const Table& articles = session.catalogue().articles;
    const TableNames& names = session.names();
    articles.require(names.title);
    session.set_placeholder("summary_value", text_value(articles, names.summary));
    session.set_placeholder("content_value", text_value(articles, names.content));
    session.set_placeholder("published_value", time_value(articles, names.published_at));
}

/// Fewer rows were written than differed.
void require_written(Session& session) {
    const std::int64_t lacking = session.run("count_unwritten_articles").integer(0, 0);
    if (lacking > 0) throw held_back(session, lacking, "articles were not written", session.catalogue().articles);
}

}  // namespace

UpsertReport upsert_articles(Session& session, std::span<const Article> articles) {
    UpsertReport report;
    session.transact_on_tables(Access::write, [&] {
        set_columns(session);
        stage(session, articles);
        const Result written = session.run("merge_articles");
        report.inserted = written.integer(0, 0);
        report.updated = written.integer(0, 1);
        if (report.inserted + report.updated < written.integer(0, 2)) require_written(session);
        report.unchanged = static_cast<std::int64_t>(articles.size()) - report.inserted - report.updated;
    });
    return report;
}

void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit) {
    session.transact_on_tables(Access::snapshot_once, [&] {
        set_selection(session);
        const IdWire wire = session.catalogue().id.wire;
        CopyReader reader(session.connection(), session.sql("select_articles"));
        while (reader.next()) {
            const ArticleId id = read_id(wire, reader.bytes(0));
            visit({id, reader.bytes(1), reader.bytes(2), reader.bytes(3), reader.bytes(4), reader.bytes(5),
                   reader.bytes(6)});
        }
    });
}

}  // namespace asterism::store::postgres
