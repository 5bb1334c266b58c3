/// How many vectors of which origin a reader holds, and what that means for it.
///
/// Vectors of two origins have no distance that means anything: those made here and those from elsewhere are never
/// clustered together. Thread safety: plain values, pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/command_form.hpp"
#include "store/records.hpp"

namespace asterism::store {

struct VectorCounts {
    std::int64_t made_here = 0;
    std::int64_t unknown = 0;                   ///< from elsewhere, no model named
    std::map<std::string, std::int64_t> named;  ///< from elsewhere, by model

    void add(const StoredVector& vector);
    [[nodiscard]] std::int64_t elsewhere() const;
    [[nodiscard]] bool mixed() const { return made_here > 0 && elsewhere() > 0; }
};

/// Those from elsewhere: `12 of "minilm" and 3 of unknown origin`.
[[nodiscard]] std::string describe_elsewhere(const VectorCounts& counts);

/// What `doctor` says about them. `without`: articles that have no vector.
void inspect_origins(const VectorCounts& counts, std::int64_t without, const CommandForm& commands,
                     std::vector<Finding>& findings);

/// "3 vectors of X belong to no article of Y ..."
[[nodiscard]] std::string describe_orphans(std::int64_t orphans, std::string_view embeddings,
                                           std::string_view articles);

}  // namespace asterism::store
