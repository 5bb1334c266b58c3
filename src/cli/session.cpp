#include "cli/session.hpp"

#include "cli/location.hpp"
#include "store/secrets.hpp"

namespace asterism::cli {

std::unique_ptr<store::ReaderDBClient> Session::open(pipeline::Access access) const {
    return pipeline::open_store(settings.database(), settings.table_names(), access);
}

std::string Session::database_shown() const {
    return shell_quoted(store::without_secrets(settings.database()));
}

}  // namespace asterism::cli
