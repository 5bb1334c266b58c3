#include "store/sqlite/obstacles.hpp"

#include <vector>

#include "store/held_back.hpp"
#include "store/identifiers.hpp"

namespace asterism::store::sqlite {

Error held_back(Session& session, std::int64_t rows, std::string_view what, const std::string& table) {
    std::vector<std::string> triggers;
    auto row = session.prepare("triggers_of");
    row.bind(1, std::string_view(table));
    while (row.step())
        triggers.push_back(row.string(0));
    return store::held_back(rows, what, quote_identifier(table), triggers);
}

std::string triggers(Session& session, const std::string& table) {
    std::string list;
    auto row = session.prepare("triggers_of");
    row.bind(1, std::string_view(table));
    while (row.step())
        if (row.integer(1) == 0) list += (list.empty() ? "" : ", ") + row.string(0);
    return list;
}

void expect_rows(Session& session, std::int64_t written, std::int64_t expected, std::string_view what,
                 const std::string& table) {
    if (written < expected) throw held_back(session, expected - written, what, table);
}

}  // namespace asterism::store::sqlite
