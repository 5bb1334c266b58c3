/// The metadata of clusters that exist: what a publish finds, and edits of it. Both hold the write lock, so neither
/// loses what the other wrote.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// What each label gets, inside the publishing transaction. `kept`: of the clusters, then of the layers.
[[nodiscard]] std::vector<std::string> settled_metadata(Session& session, const RunResult& result,
                                                        std::span<const std::optional<ClusterId>> kept,
                                                        const MetadataSettler& settle);
/// See Publication::edit_metadata.
void edit_metadata(Session& session, const MetadataEditor& edit);

}  // namespace asterism::store::sqlite
