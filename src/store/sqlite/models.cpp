#include "store/sqlite/models.hpp"

#include "store/sqlite/obstacles.hpp"

namespace asterism::store::sqlite {

void save_model(Session& session, std::string_view name, std::string_view bytes) {
    session.ready();
    const auto now = utc_now();
    const auto written =
        session.prepare("save_model").bind(1, name).bind_blob(2, bytes).bind(3, std::string_view(now)).run();
    expect_rows(session, written, 1, "models were not stored", "models");
}

std::optional<std::string> load_model(Session& session, std::string_view name) {
    session.ready();
    auto row = session.prepare("load_model");
    row.bind(1, name);
    if (!row.step()) return std::nullopt;
    return std::string(row.blob(0));
}

}  // namespace asterism::store::sqlite
