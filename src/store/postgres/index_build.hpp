/// Making and mending indexes of any kind inside a transaction that goes on when one is not allowed.
///
/// Only the owner of a table may index it; elsewhere a missing index becomes a warning. An invalid index (its build was
/// killed) is skipped by IF NOT EXISTS for ever, so it is looked for. Thread safety: one session, one thread.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

struct IndexState {
    std::string name;  ///< quoted, with schema
    bool valid = true;
};

/// Runs `build`; a missing privilege undoes only it and is told as a warning. `what`: the statement; `loss`: what is
/// slower without the index.
void build_if_allowed(Session& session, const std::string& what, std::string_view loss, InitializeReport& report,
                      const std::function<void()>& build);

/// Those that are invalid are built again.
void rebuild_invalid(Session& session, std::span<const IndexState> indexes, std::string_view loss,
                     InitializeReport& report);

}  // namespace asterism::store::postgres
