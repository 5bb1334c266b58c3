/// What a reader holds, as files for other programs: its vectors, their articles' ids, and a run's assignments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// Where to write; empty = nowhere.
struct ExportFiles {
    std::string vectors;      ///< .npy: n x d float32, rows in id order
    std::string ids;          ///< .jsonl: the id of each row, one a line: a number or a text
    std::string assignments;  ///< .jsonl: an object for each article of the run, in id order
};

struct ExportReport {
    std::optional<std::int64_t> vectors;  ///< rows written; nullopt: neither vectors nor ids were asked for
    std::int64_t dimensions = 0;
    std::int64_t left_out = 0;                ///< vectors that no row can be: NULL, of other dimensions, not finite
    std::optional<store::RunId> run;          ///< whose assignments; nullopt: not asked for
    std::optional<std::int64_t> assignments;  ///< rows written
};

/// Before any work: Error{usage} for no file at all, for a name with another ending, one that is `database` or another
/// output, and for standard output when that is `taken`.
void check_export(const ExportFiles& files, const std::string& database, bool standard_output_taken);

/// The reader's vectors as they are now, in one snapshot, and the assignments of `run` (nullopt: the published one).
/// Each file appears complete or not at all, see store/files/output_file.hpp. Memory: the vectors once.
/// Errors: Error{data} when nothing was published yet; Error{preflight} when the vectors do not fit into memory;
/// whatever the store throws; Error{interrupted}.
[[nodiscard]] ExportReport write_export(store::ReaderDBClient& client, const ExportFiles& files,
                                        std::optional<store::RunId> run, Observer* observer = nullptr);

}  // namespace asterism::pipeline
