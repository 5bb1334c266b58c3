/// Places for articles that came after the last published run, without a new run.
///
/// Each is placed for itself among the articles of that run, by its nearest of them (see place() in topics.hpp), at the
/// run's own floor: that of its certainty, or of its attachment, 0.5 where it attached nothing. All get a row in the
/// run (how = incremental; label -1: unsure), so that none is tried twice, and are counted into their clusters. What is
/// placed so is nobody's neighbour, decides no lineage, and the next run begins as if it were new. Determinism: a
/// function of the run, the vectors its articles have now, and the new vectors; batches do not show.
#pragma once

#include <cstdint>
#include <optional>

#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct AssignReport {
    store::RunId run = 0;
    std::int64_t articles = 0;  ///< that had no row in the run and have a vector: the sum of the next three
    std::int64_t placed = 0;
    std::int64_t unsure = 0;
    std::int64_t rejected = 0;          ///< their vector is none that a run can use
    std::int64_t left_out = 0;          ///< of these: deleted, or placed by somebody else, meanwhile
    std::int64_t articles_changed = 0;  ///< rows of the articles table that were written
};

/// One transaction under the lock of publishing; begun again when another run is published meanwhile. Memory: the
/// vectors, and what a search beside them needs (see NeighborSearch). `threads`: 0 = all cores.
/// Errors: Error{data} when nothing was published yet, or vectors made here stand beside others; Error{lease} when a
/// publish is under way, again and again; Error{interrupted}; whatever the store throws.
[[nodiscard]] AssignReport assign_new(store::ReaderDBClient& client, int threads, Observer* observer = nullptr);

}  // namespace asterism::pipeline
