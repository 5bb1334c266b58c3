#include "pipeline/run/file_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "store/files/npy.hpp"

namespace asterism::pipeline {
namespace {

/// Moves the usable rows together, in place.
void close_gaps(FileRows& usable) {
    Matrix& vectors = usable.vectors;
    const std::size_t cols = vectors.cols();
    auto rejected = usable.rejected.begin();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < vectors.rows(); ++i) {
        if (rejected != usable.rejected.end() && rejected->row == i) {
            ++rejected;
            continue;
        }
        if (kept != i) std::copy_n(vectors.row(i), cols, vectors.row(kept));
        usable.rows.push_back(static_cast<RowIndex>(i));
        ++kept;
    }
    while (vectors.rows() > kept)
        vectors.drop_last_row();
}

std::string name_rejected(std::span<const store::UnusableRow> rejected) {
    std::string text;
    for (const auto& row : rejected.first(std::min<std::size_t>(5, rejected.size()))) {
        text += fmt::format("{}row {} ({})", text.empty() ? "" : ", ", row.row, to_string(row.reason));
    }
    return text + (rejected.size() > 5 ? ", ..." : "");
}

}  // namespace

FileRows read_file_rows(const std::string& path, const ClusterOptions& options, const AlgorithmSettings& algorithm,
                        bool strict, bool verified, Observer* observer) {
    const store::NpyHeader header = store::read_npy_header(path);
    FileRows usable;
    usable.forecast = preflight(header.rows, header.cols, options, verified, observer, algorithm);
    std::vector<RowIndex> beyond_float32;
    usable.vectors = store::read_npy(path, observer, &beyond_float32);
    usable.rejected = store::unusable_rows(usable.vectors.view(), options.metric == Metric::cosine);
    for (auto& row : usable.rejected) {
        if (std::ranges::binary_search(beyond_float32, row.row)) row.reason = store::Rejection::beyond_float32;
    }
    const std::string named = name_rejected(usable.rejected);
    if (strict && !usable.rejected.empty()) {
        throw Error(ErrorKind::data, fmt::format("{} rows of \"{}\" cannot be used and --strict is set: {}",
                                                 usable.rejected.size(), path, named));
    }
    close_gaps(usable);
    if (usable.rows.empty()) {
        throw Error(ErrorKind::data,
                    fmt::format("\"{}\" has no usable row{}{}", path, named.empty() ? "" : ": ", named));
    }
    if (!usable.rejected.empty()) log_warning("{} rows are left out: {}", usable.rejected.size(), named);
    log_info("read {} vectors of {} dimensions", usable.rows.size(), usable.vectors.cols());
    return usable;
}

}  // namespace asterism::pipeline
