/// Step 1a: articles, and vectors if they come along, from JSON or CSV into the reader's database.
///
/// Whatever cannot be used is counted, the first few are listed with their line, and the rest goes on; what is wrong
/// with a member costs that member and not its article. An id that is there is updated; of two records with one id the
/// later counts. Each batch is one transaction, so an interrupted ingest is simply run again. Memory: one batch (5,000
/// articles) plus the vectors given beside the file.
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "pipeline/intake/ingest_report.hpp"
#include "pipeline/intake/record_reader.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

struct IngestOptions {
    InputFormat format = InputFormat::automatic;
    std::optional<MatrixView> vectors;  ///< row i belongs to record i; goes before a member "embedding"
    std::string model = "external";     ///< stored beside the vectors that come in
    bool replace = false;  ///< vectors take the place of those of another origin, and all that `embed` made go
    bool strict = false;   ///< refuse everything, before anything is stored, that would not be stored as it is
};

/// With `strict` or `vectors` the input is read twice and must be seekable. Error{data} when nothing in it is usable,
/// when `strict` finds something to leave out (a record, vector, date or member), to mend, an id twice in one file or a
/// member that nobody reads, when the number of records differs from the rows of `vectors`, or when vectors come into a
/// reader whose vectors `embed` made (unless `replace`). With `strict` or `vectors` nothing is stored then. What only
/// the table can say under `strict` (it refuses an article, cuts a text, lacks a column) is an Error{data} too, but
/// what came before stays. `strict` holds the ids of a file in memory.
[[nodiscard]] IngestReport step1_ingest(store::ReaderDBClient& client, std::istream& in, const IngestOptions& options,
                                        Observer* observer = nullptr);

/// The same for files one after the other, "-" being standard input (held in memory, as a pipe is, when it must be read
/// twice); one report per file. That all can be read, and with `strict` that nothing in any of them is left out, is
/// settled before the first is stored. `embeddings` names an .npy file for one file, or is empty.
[[nodiscard]] std::vector<IngestReport> ingest_files(store::ReaderDBClient& client, std::span<const std::string> paths,
                                                     const std::string& embeddings, IngestOptions options,
                                                     Observer* observer = nullptr);

}  // namespace asterism::pipeline
