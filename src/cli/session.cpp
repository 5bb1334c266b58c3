#include "cli/session.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"
#include "cli/location.hpp"
#include "store/secrets.hpp"

namespace asterism::cli {

namespace {

void refuse_other_files(const std::string& database) {
    const bool vectors = is_npy(database);
    if (!vectors && !is_article_file(database)) return;
    const std::string file = shell_quoted(database.starts_with('-') ? "./" + database : database);
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" is named like a file of {}, and a database belongs here; {}", database,
                            vectors ? "vectors" : "articles",
                            vectors ? fmt::format("`asterism cluster {}` groups it without one", file)
                                    : fmt::format("this brings it into one: asterism ingest DB {}", file)));
}

}  // namespace

std::unique_ptr<store::ReaderDBClient> Session::open(pipeline::Access access) const {
    refuse_other_files(settings.database());
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
