#include "store/postgres/row_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "asterism/error.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kNamedDuplicates = 5;

/// Row order[i] goes to place i. Each cycle of the permutation is walked once, so every row moves once.
void permute_rows(Matrix& matrix, std::vector<std::uint32_t> order) {
    const std::size_t cols = matrix.cols();
    std::vector<float> spare(cols);
    for (std::size_t start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        std::copy_n(matrix.row(start), cols, spare.data());
        std::size_t to = start;
        while (order[to] != start) {
            const std::size_t from = order[to];
            std::copy_n(matrix.row(from), cols, matrix.row(to));
            order[to] = static_cast<std::uint32_t>(to);
            to = from;
        }
        std::copy_n(spare.data(), cols, matrix.row(to));
        order[to] = static_cast<std::uint32_t>(to);
    }
}

void sort_rows(EmbeddingRows& rows) {
    std::vector<std::uint32_t> order(rows.ids.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return rows.ids.compare(a, b) < 0; };
    if (std::is_sorted(order.begin(), order.end(), before)) return;
    std::stable_sort(order.begin(), order.end(), before);
    ArticleIds sorted(rows.ids.type());
    sorted.reserve(rows.ids.size());
    for (const std::uint32_t row : order)
        sorted.push_back(rows.ids[row]);
    rows.ids = std::move(sorted);
    permute_rows(rows.vectors, std::move(order));
}

std::set<ArticleId> duplicates(const EmbeddingRows& rows) {
    std::set<ArticleId> twice;
    std::size_t usable = 0;
    for (std::size_t i = 1; i < rows.ids.size() && twice.size() <= kNamedDuplicates; ++i)
        if (rows.ids.compare(i - 1, i) == 0) twice.insert(rows.ids[i]);
    for (std::size_t i = 0; i < rows.rejected.size() && twice.size() <= kNamedDuplicates; ++i) {
        const ArticleId& id = rows.rejected[i].id;
        if (i > 0 && rows.rejected[i - 1].id == id) twice.insert(id);
        while (usable < rows.ids.size() && rows.ids[usable] < id)
            ++usable;
        if (usable < rows.ids.size() && rows.ids[usable] == id) twice.insert(id);
    }
    return twice;
}

}  // namespace

void sort_by_id(EmbeddingRows& rows) {
    sort_rows(rows);
    std::stable_sort(rows.rejected.begin(), rows.rejected.end(),
                     [](const RejectedRow& a, const RejectedRow& b) { return a.id < b.id; });
    const auto twice = duplicates(rows);
    if (twice.empty()) return;
    std::string list;
    std::size_t named = 0;
    for (const auto& id : twice) {
        if (++named > kNamedDuplicates) {
            list += ", ...";
            break;
        }
        list += fmt::format("{}\"{}\"", named == 1 ? "" : ", ", asterism::to_string(id));
    }
    throw Error(ErrorKind::data,
                fmt::format("these article ids have more than one embedding: {}; keep one row for each "
                            "article (a view that picks one model will do)",
                            list));
}

}  // namespace asterism::store::postgres
