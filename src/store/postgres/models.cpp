#include "store/postgres/models.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"
#include "store/postgres/obstacles.hpp"

namespace asterism::store::postgres {
namespace {

// A bytea value, and the message that carries it, are below 1 GiB.
constexpr std::size_t kMaxModelBytes = (std::size_t{1} << 30U) - (std::size_t{1} << 20U);

}  // namespace

void save_model(Session& session, std::string_view name, std::string_view bytes) {
    if (bytes.size() > kMaxModelBytes)
        throw Error(ErrorKind::resources, fmt::format("the model \"{}\" has {} bytes, more than a value may have in "
                                                      "PostgreSQL; train a smaller one",
                                                      name, bytes.size()));
    session.transact_on_tables(Access::write, [&] {
        const Result written = session.run("save_model", {name, Param::binary(bytes)});
        expect_rows(session, written.affected(), 1, "models were not stored", qualified(session.names(), "models"));
    });
}

std::optional<std::string> load_model(Session& session, std::string_view name) {
    std::optional<std::string> bytes;
    session.transact_on_tables(Access::snapshot, [&] {
        const Result rows = session.connection().run(session.sql("load_model"), {name}, true);
        if (rows.rows() > 0) bytes = rows.text(0, 0);
    });
    return bytes;
}

}  // namespace asterism::store::postgres
