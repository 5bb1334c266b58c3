#include "store/postgres/articles.hpp"

#include <fmt/format.h>

#include <array>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kFields = kOptionalColumns;
using Names = std::array<std::string, kFields>;
using Fields = std::array<std::optional<std::string>, kFields>;

constexpr std::array<const char*, kFields> kStaged{"title", "summary", "content", "url", "published_at"};

std::optional<std::string> utc_or_refuse(const Article& article) {
    if (!article.published_at || article.published_at->empty()) return std::nullopt;
    if (const auto time = parse_time(*article.published_at)) return format_utc(*time);
    throw Error(ErrorKind::data,
                fmt::format("the article \"{}\" was published at \"{}\", which is no time; write it as "
                            "2024-05-01T10:30:00Z",
                            asterism::to_string(article.id), *article.published_at));
}

bool takes(const Column& column, std::size_t field) {
    const bool time = column.type == "timestamptz" || column.type == "timestamp" || column.type == "date";
    return column.category == 'S' || (field == kTime && time);
}

/// Why what comes in for a field is not stored; empty: it is.
std::string why_not_stored(const Table& table, const std::string& name, std::size_t field) {
    if (name.empty()) return fmt::format("{} has none, as the settings say", table.name);
    const Column* column = table.find(name);
    if (column == nullptr) return fmt::format("{} has no column \"{}\"", table.name, name);
    if (!column->writable) return fmt::format("{}.\"{}\" cannot be written", table.name, name);
    if (takes(*column, field)) return {};
    return fmt::format("{}.\"{}\" has the type \"{}\"", table.name, name, column->declared);
}

/// What is not given stays as the table has it. An explicit cast cuts a text to the length of its column.
std::string staged_value(const Column& column, const std::string& name, std::size_t field) {
    const std::string cast = field == kTime || column.length > 0 ? "::" + column.declared : "";
    return fmt::format("CASE WHEN staged.{0} IS NOT NULL THEN staged.{0}{1} WHEN asterism_is_there THEN old.{2}{3} END",
                       kStaged[field], cast, name, field == kTime ? "" : " ELSE ''");
}

void append(std::string& list, const std::string& item, std::string_view separator = ", ") {
    list += (list.empty() ? "" : std::string(separator)) + item;
}

/// Only columns that take what comes in are written.
void set_article_columns(Session& session) {
    const Table& table = session.catalogue().articles;
    const Names names = optional_columns(session.names());
    std::string columns, values, updates, old_values, given_values, new_values, too_long;
    for (std::size_t k = 0; k < kFields; ++k) {
        if (!why_not_stored(table, names[k], k).empty()) continue;
        const Column& column = table.require(names[k]);
        const std::string name = quote_identifier(names[k]);
        columns += ", " + name;
        values += ", " + staged_value(column, name, k) + " AS " + name;
        append(updates, name + " = excluded." + name);
        append(old_values, "article." + name);
        append(given_values, "given." + name);
        append(new_values, "excluded." + name);
        if (column.length > 0 && k != kTime)
            append(too_long, fmt::format("(length({}) > {})::integer", kStaged[k], column.length), " + ");
    }
    session.set_placeholder("columns", columns);
    session.set_placeholder("values", values);
    session.set_placeholder("given_articles", session.sql("given_articles"));
    session.set_placeholder(
        "is_same", updates.empty() ? "true" : fmt::format("({}) IS NOT DISTINCT FROM ({})", old_values, given_values));
    session.set_placeholder("on_conflict", updates.empty()
                                               ? "DO NOTHING"
                                               : fmt::format("DO UPDATE SET {} WHERE ({}) IS DISTINCT FROM ({})",
                                                             updates, old_values, new_values));
    session.set_placeholder("on_conflict_too", updates.empty() ? "DO NOTHING" : "DO UPDATE SET " + updates);
    // Only plain tables tell by a system column of theirs what became of a row.
    session.set_placeholder(
        "is_new", table.kind == TableKind::table
                      ? "xmax = 0"
                      : fmt::format("NOT EXISTS (SELECT FROM {0} AS before WHERE before.{1} = article.{1})", table.name,
                                    quote_identifier(session.names().article_id)));
    session.set_placeholder("too_long", too_long.empty() ? "0" : too_long);
}

Fields fields_of(const Article& article) {
    return {article.title, article.summary, article.content, article.url, utc_or_refuse(article)};
}

std::vector<Unstored> unstored_fields(const Session& session, const std::array<std::int64_t, kFields>& brought) {
    const Names names = optional_columns(session.names());
    std::vector<Unstored> unstored;
    for (std::size_t k = 0; k < kFields; ++k) {
        auto why = why_not_stored(session.catalogue().articles, names[k], k);
        if (brought[k] > 0 && !why.empty()) unstored.push_back({kStaged[k], std::move(why), brought[k]});
    }
    return unstored;
}

/// Returns how many articles brought each field.
std::array<std::int64_t, kFields> stage(Session& session, std::span<const Article> articles) {
    std::array<std::int64_t, kFields> brought{};
    session.run("stage_articles");
    CopyWriter writer(session.connection(), "pg_temp.asterism_articles", 2 + kFields);
    for (std::size_t i = 0; i < articles.size(); ++i) {
        writer.begin_row();
        writer.put_int64(static_cast<std::int64_t>(i));
        put_id(writer, session.catalogue().id.wire, articles[i].id);
        const Fields fields = fields_of(articles[i]);
        for (std::size_t k = 0; k < kFields; ++k) {
            brought[k] += fields[k].value_or("").empty() ? 0 : 1;
            if (fields[k])
                writer.put_bytes(*fields[k]);
            else
                writer.put_null();
        }
    }
    writer.finish();
    return brought;
}

std::string text_value(const Table& table, const std::string& column) {
    if (table.find(column) == nullptr) return "''";
    return fmt::format("coalesce(a.{}::text, '')", quote_identifier(column));
}

/// Times as UTC, all else as it is: a date that cannot be read must not fail the statement.
std::string time_value(const Table& table, const std::string& name) {
    const Column* column = table.find(name);
    if (column == nullptr) return "NULL::text";
    const std::string value = "a." + quote_identifier(name);
    if (column->type != "timestamptz" && column->type != "timestamp" && column->type != "date") return value + "::text";
    return fmt::format(
        "CASE WHEN {0} >= '0001-01-01' AND {0} < '9999-12-31' THEN to_char({0}::timestamptz, {1}) "
        "ELSE {0}::text END",
        value, kUtcFormat);
}

void set_selection(Session& session) {
    const Table& articles = session.catalogue().articles;
    const TableNames& names = session.names();
    session.set_placeholder("title_value", text_value(articles, names.title));
    session.set_placeholder("summary_value", text_value(articles, names.summary));
    session.set_placeholder("content_value", text_value(articles, names.content));
    session.set_placeholder("published_value", time_value(articles, names.published_at));
}

/// Fewer rows were written than differed. What a trigger makes of a row (a text in lower case) may be what the table
/// has: then there was nothing to write, but whoever takes no row at all holds it back.
void require_written(Session& session) {
    auto& connection = session.connection();
    const std::int64_t differing = session.run("count_unwritten_articles").integer(0, 0);
    connection.run("SAVEPOINT asterism_again");
    const std::int64_t taken = session.run("write_articles_again").affected();
    connection.run("ROLLBACK TO SAVEPOINT asterism_again; RELEASE SAVEPOINT asterism_again");
    if (taken < differing)
        throw held_back(session, differing - taken, "articles were not written", session.catalogue().articles);
}

}  // namespace

UpsertReport upsert_articles(Session& session, std::span<const Article> articles) {
    UpsertReport report;
    session.transact_on_tables(Access::write, [&] {
        set_article_columns(session);
        const auto brought = stage(session, articles);
        const Result written = session.run("merge_articles");
        report.inserted = written.integer(0, 0);
        report.updated = written.integer(0, 1);
        if (report.inserted + report.updated < written.integer(0, 2)) require_written(session);
        report.unchanged = static_cast<std::int64_t>(articles.size()) - report.inserted - report.updated;
        report.shortened = written.integer(0, 3);
        report.unstored = unstored_fields(session, brought);
    });
    return report;
}

std::vector<std::string> stored_columns(const Session& session) {
    std::vector<std::string> stored{session.names().article_id};
    const Names names = optional_columns(session.names());
    for (std::size_t k = 0; k < kFields; ++k)
        if (why_not_stored(session.catalogue().articles, names[k], k).empty()) stored.push_back(names[k]);
    return stored;
}

void for_each_article(Session& session, const std::function<void(const ArticleText&)>& visit) {
    session.transact_on_tables(Access::snapshot_once, [&] {
        set_selection(session);
        const IdWire wire = session.catalogue().id.wire;
        CopyReader reader(session.connection(), session.sql("select_articles"));
        while (reader.next()) {
            const ArticleId id = read_id(wire, reader.bytes(0));
            const auto time = parse_time(reader.bytes(4));
            const std::string published_at = time ? format_utc(*time) : "";
            visit({id, reader.bytes(1), reader.bytes(2), reader.bytes(3), published_at, reader.bytes(5),
                   reader.bytes(6), !reader.bytes(4).empty() && published_at.empty()});
        }
    });
}

}  // namespace asterism::store::postgres
