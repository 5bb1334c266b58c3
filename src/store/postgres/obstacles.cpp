#include "store/postgres/obstacles.hpp"

#include <string>
#include <vector>

#include "store/held_back.hpp"

namespace asterism::store::postgres {

Error held_back(Session& session, std::int64_t rows, std::string_view what, std::string_view table) {
    std::vector<std::string> obstacles;
    const Result found = session.run("obstacles", {table});
    for (int row = 0; row < found.rows(); ++row)
        obstacles.push_back(found.text(row, 0));
    return store::held_back(rows, what, table, obstacles);
}

std::string triggers_and_rules(Session& session, std::string_view table) {
    std::string list;
    const Result found = session.run("obstacles", {table});
    for (int row = 0; row < found.rows(); ++row)
        if (!found.yes(row, 1)) list += (list.empty() ? "" : ", ") + found.text(row, 0);
    return list;
}

Error held_back(Session& session, std::int64_t rows, std::string_view what, const Table& table) {
    return held_back(session, rows, what, table.name);
}

void expect_rows(Session& session, std::int64_t written, std::int64_t expected, std::string_view what,
                 std::string_view table) {
    if (written < expected) throw held_back(session, expected - written, what, table);
}

}  // namespace asterism::store::postgres
