/// From what a user calls a database to the client that serves it.
#pragma once

#include <memory>
#include <string>

#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

enum class Access : bool { read, write };

/// `Access::read` opens an SQLite file so that nothing is ever written to it. `commands`: how the
/// client's messages suggest a command. Throws what database_address and the store throw.
[[nodiscard]] std::unique_ptr<store::ReaderDBClient> open_store(const std::string& location,
                                                                const store::TableNames& names, Access access,
                                                                const store::CommandForm& commands = {});

}  // namespace asterism::pipeline
