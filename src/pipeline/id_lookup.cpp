#include "pipeline/id_lookup.hpp"

namespace asterism::pipeline {
namespace {

bool same_kind(const ArticleIds& ids, const ArticleId& id) {
    return is_integer(ids.type()) == std::holds_alternative<std::int64_t>(id);
}

bool less_at(const ArticleIds& sorted, std::size_t i, const ArticleId& id) {
    if (is_integer(sorted.type())) return sorted.integer(i) < std::get<std::int64_t>(id);
    return sorted.text(i) < std::string_view(std::get<std::string>(id));
}

}  // namespace

std::size_t lower_bound(const ArticleIds& sorted, const ArticleId& id) {
    std::size_t begin = 0;
    std::size_t end = sorted.size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        if (less_at(sorted, middle, id))
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

std::optional<std::size_t> find_id(const ArticleIds& sorted, const ArticleId& id) {
    if (!same_kind(sorted, id)) return std::nullopt;
    const std::size_t i = lower_bound(sorted, id);
    if (i == sorted.size() || sorted[i] != id) return std::nullopt;
    return i;
}

}  // namespace asterism::pipeline
