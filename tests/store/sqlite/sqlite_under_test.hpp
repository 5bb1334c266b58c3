/// A reader in a temporary folder of the test's own, and raw SQL beside the client.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/folder.hpp"
#include "store/contract/reader_db_client_contract.hpp"
#include "store/sqlite/connection.hpp"

namespace asterism::store {

class SqliteUnderTest : public StoreUnderTest {
 public:
    std::unique_ptr<ReaderDBClient> open(const TableNames& names) override;
    void execute(const std::string& sql) override;
    std::vector<SqlRow> query(const std::string& sql) override;
    std::vector<float> query_vector(const std::string& sql) override;
    [[nodiscard]] std::string table(const TableNames& names, std::string_view table) const override;
    [[nodiscard]] std::string id_column_type(IdType type) const override;
    [[nodiscard]] std::string vector_column_type() const override { return "BLOB"; }
    [[nodiscard]] std::string vector_literal(std::span<const float> vector) const override;

    /// A connection of its own to the same file.
    [[nodiscard]] sqlite::Connection raw() const;
    [[nodiscard]] std::filesystem::path path() const { return folder_ / "reader.db"; }

 private:
    [[nodiscard]] std::string version_1() const override { return version_1_dump("sqlite.sql"); }

    Folder folder_;
};

}  // namespace asterism::store
