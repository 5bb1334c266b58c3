#include "pipeline/open_store.hpp"

#include "store/postgres/postgres_client.hpp"
#include "store/sqlite/sqlite_client.hpp"

namespace asterism::pipeline {

bool is_postgres(std::string_view location) {
    return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::unique_ptr<store::ReaderDBClient> open_store(const std::string& location, const store::TableNames& names,
                                                  Access access) {
    if (is_postgres(location)) {
        store::PostgresOptions options;
        options.conninfo = location;
        options.names = names;
        return store::open_postgres(options);
    }
    store::SqliteOptions options;
    options.path = location;
    options.names = names;
    options.read_only = access == Access::read;
    return store::open_sqlite(options);
}

}  // namespace asterism::pipeline
