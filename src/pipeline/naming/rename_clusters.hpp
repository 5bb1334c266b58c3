/// Names a few clusters anew, from the texts their articles have now.
#pragma once

#include <span>

#include "asterism/observer.hpp"
#include "pipeline/naming/theme_stage.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// The articles are those of the last published run, all other clusters give the background. Label, keywords, entities,
/// languages and dates of `ids` become new, the rest of their metadata and all other clusters stay; so does a label
/// that a person gave. Error{data} that names the ids which are no living clusters, and nothing is changed;
/// Error{lease} when another run was published meanwhile; Error{interrupted}.
void rename_clusters(store::ReaderDBClient& client, std::span<const store::ClusterId> ids,
                     const ThemeSettings& settings, const Observer& observer = Observer());

}  // namespace asterism::pipeline
