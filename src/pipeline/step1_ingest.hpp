/// Step 1a: articles, and vectors if they come along, from JSONL or CSV into the reader's database.
///
/// Records that cannot be used are counted, the first few are listed with their line, and the rest goes on. An id that
/// is there is updated; of two records with one id the later counts. Each batch is one transaction, so an interrupted
/// ingest is simply run again. Memory: one batch (5,000 articles) plus the vectors given beside the file.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "pipeline/record_reader.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct IngestOptions {
    InputFormat format = InputFormat::jsonl;
    std::optional<MatrixView> vectors;  ///< row i belongs to record i; goes before a member "embedding"
    std::string model = "external";     ///< stored beside the vectors that come in
    bool replace = false;  ///< vectors take the place of those of another origin, and all that `embed` made go
    bool strict = false;   ///< refuse the whole input, before anything is stored, when a record is bad
};

struct LineProblem {
    std::int64_t line = 0;
    std::string what;
};

struct IngestReport {
    std::int64_t records = 0;
    store::UpsertReport articles;
    std::int64_t bad_records = 0;
    std::int64_t repaired = 0;       ///< records with NUL bytes or ill-formed UTF-8, mended
    std::int64_t dates_ignored = 0;  ///< dates that were not understood
    std::int64_t repeated_ids = 0;   ///< records that a later record of the same batch replaced
    std::int64_t vectors_stored = 0;
    std::int64_t vectors_left_out = 0;  ///< unfit, or another origin's is there; the article itself is stored
    std::vector<LineProblem> problems;  ///< the first few of bad_records and vectors_left_out

    void add(const IngestReport& other);
};

inline constexpr std::size_t kListedProblems = 10;

/// With `strict` or `vectors` the input is read twice and must be seekable. Error{data} when nothing in it is usable,
/// when `strict` finds a bad record, when the number of records differs from the rows of `vectors`, or when vectors
/// come into a reader whose vectors `embed` made (unless `replace`).
[[nodiscard]] IngestReport step1_ingest(store::ReaderDBClient& client, std::istream& in, const IngestOptions& options,
                                        Observer* observer = nullptr);

/// The same for a file, or standard input for "-" (held in memory when it must be read twice); `embeddings` names an
/// .npy file or is empty. Error{data} when a file cannot be read.
[[nodiscard]] IngestReport ingest_file(store::ReaderDBClient& client, const std::string& path,
                                       const std::string& embeddings, IngestOptions options,
                                       Observer* observer = nullptr);

}  // namespace asterism::pipeline
