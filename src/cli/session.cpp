#include "cli/session.hpp"

#include "cli/location.hpp"

namespace asterism::cli {

std::unique_ptr<store::ReaderDBClient> Session::open(pipeline::Access access) const {
    return pipeline::open_store(settings.database(), settings.table_names(), access);
}

std::string Session::database_shown() const {
    return shell_quoted(without_password(settings.database()));
}

}  // namespace asterism::cli
