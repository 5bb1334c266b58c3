/// The metadata of clusters that exist: what a publish finds, and edits of it.
///
/// A lock of the transaction lets either one publish or one edit at a time see and write labels; an edit that comes
/// during a publish waits for its commit. It is not the publish lock, which a publish does not wait for: a person's
/// edit of a moment must not turn a night's run away. The rows that are read are locked too, so that a statement
/// somebody types meanwhile is not lost either. Functions take the current transaction unless they say otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// What each label of a run that is being published gets. `kept`: the ids they keep, of
/// the clusters per label, then of the layers.
[[nodiscard]] std::vector<std::string> settled_metadata(Session& session, const RunResult& result,
                                                        const std::vector<std::optional<ClusterId>>& kept,
                                                        const MetadataSettler& settle);

/// See ReaderDBClient::edit_metadata; a transaction of its own.
void edit_metadata(Session& session, const MetadataEditor& edit);

}  // namespace asterism::store::postgres
