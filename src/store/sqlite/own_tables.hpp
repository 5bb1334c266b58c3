/// Our bookkeeping tables in a file: which are there, which somebody dropped or has in our names' place.
///
/// Thread safety: one session, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

struct OwnTables {
    std::vector<std::string> missing;  ///< of kOwnTables
    std::vector<Finding> foreign;      ///< what stands under a name of kOwnTables and is not ours
    std::int64_t version = 0;          ///< 0: none was ever made. Without counters: what the other tables tell
};
[[nodiscard]] OwnTables read_own_tables(Session& session);

/// Makes what a reader of this version has and somebody dropped, tables and indexes. No number that the history holds
/// is given out again. Inside a transaction.
void restore_own_tables(Session& session, const OwnTables& tables);

}  // namespace asterism::store::sqlite
