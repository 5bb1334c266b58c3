/// From what a user calls a database to the client that serves it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// True for postgresql:// and postgres:// URLs; everything else is the path of an SQLite file.
[[nodiscard]] bool is_postgres(std::string_view location);

enum class Access : bool { read, write };

/// `Access::read` opens an SQLite file so that nothing is ever written to it. Throws what the store throws.
[[nodiscard]] std::unique_ptr<store::ReaderDBClient> open_store(const std::string& location,
                                                                const store::TableNames& names, Access access);

}  // namespace asterism::pipeline
