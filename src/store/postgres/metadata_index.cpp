#include "store/postgres/metadata_index.hpp"

#include <fmt/format.h>

#include "store/identifiers.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::string_view kMetadataLoss =
    "searches for keywords and entities read all clusters without it, runs do not need it";

}  // namespace

std::vector<IndexState> metadata_indexes(Session& session) {
    std::vector<IndexState> found;
    const Result rows = session.run("metadata_indexes", {session.catalogue().clusters.name});
    for (int row = 0; row < rows.rows(); ++row)
        found.push_back({rows.text(row, 0), rows.yes(row, 1)});
    return found;
}

bool metadata_indexable(const Session& session) {
    return session.catalogue().clusters.require("metadata").type == "jsonb";
}

void ensure_metadata_index(Session& session, InitializeReport& report) {
    const auto indexes = metadata_indexes(session);
    rebuild_invalid(session, indexes, kMetadataLoss, report);
    if (!indexes.empty()) return;
    const Table& clusters = session.catalogue().clusters;
    if (!metadata_indexable(session)) {
        report.warnings.push_back(fmt::format("no GIN index on {}.metadata: its type is \"{}\", not jsonb",
                                              clusters.name, clusters.require("metadata").declared));
        return;
    }
    session.set_placeholder("index", quote_identifier(kMetadataIndex));
    const std::string sql = session.sql("create_metadata_index");
    build_if_allowed(session, sql, kMetadataLoss, report, [&] { session.connection().run(sql); });
}

}  // namespace asterism::store::postgres
