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
    std::string config_file = {};  ///< of --config; empty: it was not given

    /// The database the settings name.
    [[nodiscard]] std::unique_ptr<store::ReaderDBClient> open(pipeline::Access access) const;
    /// How a command that works on this database is written, so that it can be pasted into a shell.
    [[nodiscard]] store::CommandForm commands() const;
};

struct Outcome {
    std::string text;  ///< for standard output
    int exit_code = 0;
};

}  // namespace asterism::cli
