#include "store/postgres/write_target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/articles.hpp"
#include "store/postgres/column_types.hpp"
#include "store/postgres/inspect_rows.hpp"
#include "store/postgres/privileges.hpp"
#include "store/postgres/vector_columns.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;

/// Columns that must have a value and get none.
std::string left_empty(const Table& table, const std::vector<std::string>& written) {
    std::string list;
    for (const auto& [name, column] : table.columns) {
        if (column.nullable || column.filled_in || std::ranges::find(written, name) != written.end()) continue;
        list += (list.empty() ? "" : ", ") + quote_identifier(name);
    }
    return list;
}

/// Error{schema} unless rows of `written` columns, told apart by the first of them, can be merged into `table`.
void require_merge(Session& session, const Table& table, const std::vector<std::string>& written) {
    const std::string& id = written.front();
    const Result target = session.run("write_target", {table.name, id});
    std::vector<Finding> findings;
    const auto refuse = [&](std::string what, std::string mend) {
        findings.push_back({Severity::error, std::move(what), std::move(mend)});
    };
    if (table.kind == TableKind::foreign || !target.yes(0, 0))
        refuse(fmt::format("{} is {} that takes no new rows; bring them into the table beneath it", table.name,
                           to_string(table.kind)),
               "");
    for (const std::string& name : written) {
        if (!table.require(name).writable)
            refuse(fmt::format("{}.{} is generated, so nothing can be brought into it", table.name,
                               quote_identifier(name)),
                   "");
    }
    if (table.kind != TableKind::table && table.kind != TableKind::partitioned) return refuse_errors(findings);
    if (!target.yes(0, 1))
        refuse(fmt::format("{0} has no unique index on {1} alone, so a row that is there cannot be told from a new one",
                           table.name, quote_identifier(id)),
               table.kind == TableKind::partitioned
                   ? ""
                   : fmt::format("CREATE UNIQUE INDEX ON {} ({});", table.name, quote_identifier(id)));
    if (const std::string empty = left_empty(table, written); !empty.empty())
        refuse(fmt::format("{} must have a value in {}, which Asterism has none for; give it a default", table.name,
                           empty),
               "");
    refuse_errors(findings);
}

std::vector<std::string> embedding_columns(const Session& session) {
    std::vector<std::string> written{session.names().embeddings_article_id, session.names().embedding};
    if (names_models(session.catalogue())) written.emplace_back("model");
    if (session.catalogue().embeddings.ours) written.emplace_back("content_hash");
    return written;
}

}  // namespace

void require_run(Session& session, bool publishes) {
    require_privileges(session, publishes ? "run,publish" : "run");
    refuse_errors(check_columns(session));
    refuse_repeated(article_id_faults(session, false), session.catalogue().articles.name, session.names().article_id);
}

void require_writable(Session& session, Work work) {
    session.transact_on_tables(Access::snapshot, [&] {
        if (work == Work::run) return require_run(session, true);
        const Catalogue& known = session.catalogue();
        const bool articles = work == Work::ingest;
        refuse_errors(check_optional_columns(session));
        require_privileges(session, articles                        ? "ingest"
                                    : known.vectors_beside_articles ? "embed"
                                                                    : "embed,insert vectors");
        if (articles) return require_merge(session, known.articles, stored_columns(session));
        if (!known.vectors_beside_articles) return require_merge(session, known.embeddings, embedding_columns(session));
        const Column& vector = known.embeddings.require(session.names().embedding);
        if (!vector.writable)
            throw Error(ErrorKind::schema, fmt::format("{} is {} whose \"{}\" cannot be written", known.embeddings.name,
                                                       to_string(known.embeddings.kind), session.names().embedding));
    });
}

}  // namespace asterism::store::postgres
