#include "cli/session.hpp"

#include "cli/location.hpp"
#include "store/secrets.hpp"

namespace asterism::cli {

std::unique_ptr<store::ReaderDBClient> Session::open(pipeline::Access access) const {
    return pipeline::open_store(settings.database(), settings.table_names(), access, commands());
}

/// A database whose address holds a password came from a variable or a config file, which the next command finds too.
store::CommandForm Session::commands() const {
    store::CommandForm form;
    const std::string& database = settings.database();
    if (store::secrets_in(database).empty())
        form.database = shell_quoted(database.starts_with('-') ? "./" + database : database);
    form.options = settings.table_options();
    if (config_file.empty()) return form;
    if (!form.options.empty()) form.options += ' ';
    form.options.append("--config ").append(shell_quoted(config_file));
    return form;
}

}  // namespace asterism::cli
