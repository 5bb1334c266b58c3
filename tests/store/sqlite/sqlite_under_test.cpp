#include "store/sqlite/sqlite_under_test.hpp"

#include <fmt/format.h>

#include <cstring>

#include "store/identifiers.hpp"
#include "store/sqlite/sqlite_client.hpp"

namespace asterism::store {

std::unique_ptr<ReaderDBClient> SqliteUnderTest::open(const TableNames& names) {
    return open_sqlite({.path = path(), .names = names});
}

sqlite::Connection SqliteUnderTest::raw() const {
    return {path(), sqlite::OpenMode::create, 5000};
}

void SqliteUnderTest::execute(const std::string& sql) {
    raw().execute(sql);
}

std::vector<StoreUnderTest::SqlRow> SqliteUnderTest::query(const std::string& sql) {
    auto db = raw();
    sqlite::Statement statement(db, sql);
    std::vector<SqlRow> rows;
    while (statement.step()) {
        SqlRow& row = rows.emplace_back();
        for (int column = 0; column < statement.columns(); ++column)
            row.push_back(statement.is_null(column) ? std::nullopt : std::optional(statement.string(column)));
    }
    return rows;
}

std::vector<float> SqliteUnderTest::query_vector(const std::string& sql) {
    auto db = raw();
    sqlite::Statement statement(db, sql);
    EXPECT_TRUE(statement.step());
    std::vector<float> vector(statement.blob(0).size() / sizeof(float));
    std::memcpy(vector.data(), statement.blob(0).data(), statement.blob(0).size());
    return vector;
}

std::string SqliteUnderTest::table(const TableNames&, std::string_view table) const {
    return quote_identifier(table);
}

std::string SqliteUnderTest::id_column_type(IdType type) const {
    return is_integer(type) ? "INTEGER" : "TEXT";
}

std::string SqliteUnderTest::vector_literal(std::span<const float> vector) const {
    std::string literal = "x'";
    for (const auto byte : std::as_bytes(vector))
        literal += fmt::format("{:02x}", static_cast<unsigned>(byte));
    return literal + "'";
}

INSTANTIATE_TEST_SUITE_P(
    Sqlite, ReaderDBClientContract,
    testing::Values(Backend{
        "sqlite", [] { return std::make_unique<SqliteUnderTest>(); }, {IdType::int8, IdType::text}, true}),
    backend_name);

}  // namespace asterism::store
