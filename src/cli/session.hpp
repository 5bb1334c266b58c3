/// What a command works with, and what it hands back.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "asterism/observer.hpp"
#include "cli/settings.hpp"
#include "pipeline/open_store.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::cli {

struct Session {
    Settings settings;
    std::vector<std::string> words;  ///< the arguments that are no options
    bool json = false;
    Observer& observer;

    /// The database the settings name.
    [[nodiscard]] std::unique_ptr<store::ReaderDBClient> open(pipeline::Access access) const;
    /// The database as it may be shown and typed again in a shell.
    [[nodiscard]] std::string database_shown() const;
};

struct Outcome {
    std::string text;  ///< for standard output
    int exit_code = 0;
};

}  // namespace asterism::cli
