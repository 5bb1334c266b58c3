#include "analysis/new_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "asterism/error.hpp"
#include "asterism/prediction.hpp"
#include "base/log.hpp"
#include "store/files/npy.hpp"
#include "store/usable_row.hpp"

namespace asterism::analysis {
namespace {

Matrix without(const Matrix& matrix, const std::vector<store::UnusableRow>& rejected) {
    Matrix kept(matrix.cols(), matrix.rows() - rejected.size());
    auto next = rejected.begin();
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        if (next != rejected.end() && next->row == row)
            ++next;
        else
            std::copy_n(matrix.row(row), matrix.cols(), kept.add_row());
    }
    return kept;
}

}  // namespace

void check_new_rows(const std::string& path, std::size_t dimensions) {
    const store::NpyHeader header = store::read_npy_header(path);
    if (header.cols != dimensions) {
        throw Error(ErrorKind::data,
                    fmt::format("the new vectors of \"{}\" have {} dimensions, those of the clusters {}", path,
                                header.cols, dimensions));
    }
}

NewRows place_new_rows(const std::string& path, const Clustering& clustering, const PreparedRows& rows,
                       const ClusterOptions& options, bool strict, Observer* observer) {
    Matrix matrix = store::read_npy(path, observer);
    const std::size_t count = matrix.rows();
    const auto rejected = store::unusable_rows(matrix.view(), options.metric == Metric::cosine);
    if (strict && !rejected.empty()) {
        throw Error(ErrorKind::data,
                    fmt::format("{} rows of \"{}\" cannot be used and --strict is set: row {} ({})", rejected.size(),
                                path, rejected.front().row, to_string(rejected.front().reason)));
    }
    if (!rejected.empty()) {
        log_warning("{} new rows are left out, the first is row {}", rejected.size(), rejected.front().row);
        matrix = without(matrix, rejected);
    }
    const auto k = 2 * static_cast<std::size_t>(clustering.min_samples);
    const NeighborSearch search(rows, k, options.threads, observer);
    const Prediction found = predict(clustering, options, search, matrix.view(), observer);

    NewRows result{std::vector<std::int32_t>(count, -1), std::vector<double>(count, 0.0)};
    result.rejected = static_cast<std::int64_t>(rejected.size());
    auto next = rejected.begin();
    std::size_t usable = 0;
    for (std::size_t row = 0; row < count; ++row) {
        if (next != rejected.end() && next->row == row) {
            ++next;
            continue;
        }
        result.labels[row] = found.labels[usable];
        result.probabilities[row] = found.probabilities[usable];
        result.noise += found.labels[usable++] < 0 ? 1 : 0;
    }
    return result;
}

}  // namespace asterism::analysis
