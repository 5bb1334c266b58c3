#include "store/postgres/index_build.hpp"

#include <fmt/format.h>

#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {

void build_if_allowed(Session& session, const std::string& what, std::string_view loss, InitializeReport& report,
                      const std::function<void()>& build) {
    session.connection().run("SAVEPOINT asterism_index");
    try {
        build();
    } catch (const ServerError& error) {
        if (error.kind() != ErrorKind::privilege) throw;
        session.connection().run("ROLLBACK TO SAVEPOINT asterism_index");
        report.warnings.push_back(
            fmt::format("not allowed to run `{}`: only the owner of the table may; {}", what, loss));
    }
    session.connection().run("RELEASE SAVEPOINT asterism_index");
}

void rebuild_invalid(Session& session, std::span<const IndexState> indexes, std::string_view loss,
                     InitializeReport& report) {
    for (const IndexState& index : indexes) {
        if (index.valid) continue;
        const std::string sql = "REINDEX INDEX " + index.name;
        build_if_allowed(session, sql, loss, report, [&] {
            session.connection().run(sql);
            report.created.push_back("index " + index.name + " (rebuilt: it was invalid)");
        });
    }
}

}  // namespace asterism::store::postgres
