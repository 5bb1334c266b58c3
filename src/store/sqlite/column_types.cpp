#include "store/sqlite/column_types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/sqlite/inspect_rows.hpp"

namespace asterism::store::sqlite {
namespace {

using Severity = Finding::Severity;

std::string column_name(const Table& table, std::string_view column) {
    return fmt::format("\"{}\".\"{}\"", table.name, column);
}

bool holds_ids(const Column& column) {
    return column.affinity() == Affinity::integer || column.affinity() == Affinity::text;
}

/// Whether a column takes cluster ids as integers, whatever else it takes.
bool takes_integers(const Column& column) {
    const Affinity affinity = column.affinity();
    return affinity == Affinity::integer || affinity == Affinity::numeric || column.type.empty();
}

/// Why a statement that writes cannot even be prepared; empty: it can.
std::string refusal(Connection& db, std::string_view sql) {
    try {
        const Statement statement(db, sql);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

/// Columns that must have a value and get none.
std::string left_empty(const Table& table, const std::vector<std::string>& written) {
    std::string list;
    for (const Column& column : table.columns) {
        const bool is_written =
            std::ranges::any_of(written, [&](const std::string& name) { return table.find(name) == &column; });
        if (!column.not_null || column.filled_in || column.generated || is_written) continue;
        list += (list.empty() ? "\"" : ", \"") + column.name + "\"";
    }
    return list;
}

void check_ids(Session& session, std::vector<Finding>& findings) {
    const TableNames& names = session.names();
    const Column* id = session.articles().find(names.article_id);
    const Column* other = session.embeddings().find(names.embeddings_article_id);
    if (id == nullptr || other == nullptr || !holds_ids(*id) || !holds_ids(*other)) return;
    if (id->affinity() == other->affinity()) return;
    const std::string quoted = quote_identifier(names.embeddings_article_id);
    findings.push_back(
        {Severity::error,
         fmt::format("{} has the type {} and {} {}, so no vector finds its article; a view that casts it may be named "
                     "with --embeddings-table article_vectors",
                     column_name(session.embeddings(), names.embeddings_article_id), other->type,
                     column_name(session.articles(), names.article_id), id->type),
         fmt::format("CREATE VIEW article_vectors AS SELECT CAST({0} AS {1}) AS {0}, {2} FROM {3};", quoted,
                     id->affinity() == Affinity::integer ? "INTEGER" : "TEXT", quote_identifier(names.embedding),
                     quote_identifier(session.embeddings().name))});
}

void check_vectors(Session& session, std::vector<Finding>& findings) {
    const Column* column = session.embeddings().find(session.names().embedding);
    if (column == nullptr) return;
    const bool refused = session.embeddings().strict && column->type != "BLOB" && column->type != "ANY";
    std::string kept = refused ? column->type : "";
    auto row = session.prepare("some_vector_types");
    bool blobs = false;
    while (row.step()) {
        blobs = blobs || row.text(0) == "blob";
        if (kept.empty()) kept = row.string(0);
    }
    if (kept.empty() || (blobs && !refused)) return;
    findings.push_back({Severity::error,
                        fmt::format("{} holds values of the type {}; vectors are BLOBs of little-endian float32 (in "
                                    "Python, numpy.asarray(vector, \"<f4\").tobytes())",
                                    column_name(session.embeddings(), column->name), kept),
                        ""});
}

void check_cluster_column(Session& session, std::vector<Finding>& findings) {
    const std::string& name = session.names().cluster_id;
    const std::string shown = column_name(session.articles(), name);
    // SQLite alters no column: the old one keeps what it holds under another name.
    const std::string mend =
        session.articles().is_table()
            ? fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {};", quote_identifier(session.articles().name),
                          quote_identifier(name), quote_identifier(name + "_before"))
            : "";
    const auto add = [&](const std::string& what) {
        findings.push_back(
            {Severity::error, what + (mend.empty() ? "" : "; once it is renamed, `init` adds another"), mend});
    };
    const Column* column = session.articles().find(name);
    if (column == nullptr) {
        if (!session.articles().is_table())
            findings.push_back(
                {Severity::error,
                 fmt::format("\"{}\" is a {} without a column \"{}\"; add one to the table beneath it, and "
                             "to it",
                             session.articles().name, session.articles().kind, name),
                 ""});
        return;
    }
    if (column->generated) return add(shown + " is generated, so no cluster can be written to it");
    if (!refusal(session.connection(), session.sql("update_article_cluster")).empty()) {
        add(fmt::format(
            "\"{}\" is a {} whose \"{}\" cannot be written; name the table beneath it, or give it a trigger "
            "INSTEAD OF UPDATE",
            session.articles().name, session.articles().kind, name));
        return;
    }
    if (!takes_integers(*column))
        return add(fmt::format("{} has the type {}, but cluster ids are integers", shown, column->type));
    if (column->not_null) add(shown + " is NOT NULL, but an article of no cluster gets NULL");
    if (const auto index = unique_index(session.connection(), session.articles(), column->name, false))
        add(fmt::format("{} is unique, but a cluster has many articles", shown));
    auto key = session.prepare("foreign_key");
    key.bind(1, std::string_view(session.articles().name)).bind(2, std::string_view(name));
    if (key.bind(3, std::string_view(session.names().clusters)).step())
        add(fmt::format("{} is a key to \"{}\", which holds no clusters of Asterism", shown, key.text(0)));
}

std::vector<Finding> check_optional_columns(Session& session) {
    std::string list;
    for (const Column& column : session.articles().columns)
        list += (list.empty() ? "\"" : ", \"") + column.name + "\"";
    return absent_columns(
        session.names(), fmt::format("\"{}\"", session.articles().name),
        [&](const std::string& name) { return session.articles().find(name) != nullptr; }, list);
}

}  // namespace

std::vector<Finding> check_columns(Session& session) {
    std::vector<Finding> findings;
    check_ids(session, findings);
    if (session.embeddings().exists()) check_vectors(session, findings);
    if (session.articles().exists()) {
        check_cluster_column(session, findings);
        for (auto& finding : check_optional_columns(session))
            findings.push_back(std::move(finding));
    }
    return findings;
}

void try_cluster_values(Session& session) {
    const std::optional<std::int64_t> next = session.counter("cluster_id").value_or(0) + 1;
    for (const auto& value : {std::optional<std::int64_t>(), next}) {
        session.connection().execute("SAVEPOINT asterism_value");
        std::string said;
        try {
            session.prepare("try_cluster").bind(1, value).run();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::data) throw;
            said = error.what();
        }
        session.connection().execute("ROLLBACK TO asterism_value; RELEASE asterism_value");
        if (said.empty()) continue;
        throw Error(ErrorKind::schema,
                    fmt::format("{} does not take {} ({})", column_name(session.articles(), session.names().cluster_id),
                                value ? fmt::format("the next cluster id, {}", *value)
                                      : std::string("NULL, which an article of no cluster gets"),
                                said));
    }
}

void require_run(Session& session, bool publishes) {
    refuse_errors(check_columns(session));
    const std::string& id = session.names().article_id;
    if (!session.articles().is_table() || !unique_index(session.connection(), session.articles(), id, true))
        refuse_repeated(article_id_faults(session), quote_identifier(session.names().articles), id);
    if (publishes) try_cluster_values(session);
}

void require_writable(Session& session, Work work) {
    if (work == Work::run) {
        const Transaction rolled_back(session.ready(), Transaction::Kind::write);
        return require_run(session, true);
    }
    session.ready();
    refuse_errors(check_optional_columns(session));
    const bool articles = work == Work::ingest;
    const Table& table = articles ? session.articles() : session.embeddings();
    const auto refuse = [&](const std::string& why) {
        throw Error(ErrorKind::schema,
                    fmt::format("\"{}\" takes no {}: {}", table.name, articles ? "articles" : "vectors", why));
    };
    for (const auto* statement : articles ? std::array{"insert_article", "update_article"}
                                          : std::array{"insert_embedding", "update_embedding"}) {
        if (const auto why = refusal(session.connection(), session.sql(statement)); !why.empty()) refuse(why);
    }
    if (!articles && session.vectors().beside_articles) return;  // its rows are there already
    std::vector<std::string> written{articles ? session.names().article_id : session.names().embeddings_article_id};
    const auto columns = optional_columns(session.names());
    for (std::size_t k = 0; articles && k < kOptionalColumns; ++k)
        if (session.stores(k)) written.push_back(columns[k]);
    if (!articles) written.push_back(session.names().embedding);
    if (!articles && session.vectors().models) written.emplace_back("model");
    if (!articles && session.vectors().ours) written.emplace_back("content_hash");
    if (const auto empty = left_empty(table, written); !empty.empty())
        refuse(fmt::format(
            "it must have a value in {}, which Asterism has none for; make a view with a trigger INSTEAD OF "
            "INSERT that gives one",
            empty));
}

}  // namespace asterism::store::sqlite
