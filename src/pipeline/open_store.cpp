#include "pipeline/open_store.hpp"

#include "base/log.hpp"
#include "pipeline/database_address.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/postgres_client.hpp"
#include "store/sqlite/sqlite_client.hpp"

namespace asterism::pipeline {

std::unique_ptr<store::ReaderDBClient> open_store(const std::string& location, const store::TableNames& names,
                                                  Access access, const store::CommandForm& commands) {
    const DatabaseAddress database = database_address(location);
    store::check_names(names, database.store == StoreKind::sqlite);
    if (database.store == StoreKind::postgres) {
        store::PostgresOptions options;
        options.conninfo = database.address;
        options.names = names;
        options.commands = commands;
        return store::open_postgres(options);
    }
    if (names.schema != store::TableNames().schema)
        log_warning("an SQLite file has no schemas; \"{}\" is not used", names.schema);
    store::SqliteOptions options;
    options.path = database.address;
    options.names = names;
    options.commands = commands;
    options.read_only = access == Access::read;
    return store::open_sqlite(options);
}

}  // namespace asterism::pipeline
