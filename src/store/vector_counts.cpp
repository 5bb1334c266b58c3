#include "store/vector_counts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace asterism::store {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t kModelsNamed = 3;

/// Most frequent first.
std::vector<std::pair<std::string, std::int64_t>> by_frequency(const VectorCounts& counts) {
    std::vector<std::pair<std::string, std::int64_t>> models(counts.named.begin(), counts.named.end());
    std::ranges::stable_sort(models, std::ranges::greater(), [](const auto& model) { return model.second; });
    return models;
}

}  // namespace

void VectorCounts::add(const StoredVector& vector) {
    if (vector.made_here)
        ++made_here;
    else if (vector.model.empty())
        ++unknown;
    else
        ++named[std::string(vector.model)];
}

std::int64_t VectorCounts::elsewhere() const {
    std::int64_t sum = unknown;
    for (const auto& [model, count] : named)
        sum += count;
    return sum;
}

std::string describe_elsewhere(const VectorCounts& counts) {
    std::vector<std::string> parts;
    std::int64_t more = 0;
    for (const auto& [model, count] : by_frequency(counts)) {
        if (parts.size() < kModelsNamed)
            parts.push_back(fmt::format("{} of \"{}\"", count, model));
        else
            more += count;
    }
    if (more > 0) parts.push_back(fmt::format("{} of other models", more));
    if (counts.unknown > 0) parts.push_back(fmt::format("{} of unknown origin", counts.unknown));
    return fmt::format("{}", fmt::join(parts, ", "));
}

void inspect_origins(const VectorCounts& counts, std::int64_t without, const CommandForm& commands,
                     std::vector<Finding>& findings) {
    if (counts.mixed())
        findings.push_back(
            {Severity::error,
             fmt::format(
                 "{} vectors were made here, the others came from elsewhere ({}); there is no distance between "
                 "them, so nothing can be clustered: take away those made here, or make all anew with --replace",
                 counts.made_here, describe_elsewhere(counts)),
             commands.line("embed", "--remove")});
    if (counts.named.size() + (counts.unknown > 0 ? 1 : 0) > 1)
        findings.push_back({Severity::warning,
                            fmt::format("the vectors are of more than one origin ({}); distances between models mean "
                                        "nothing",
                                        describe_elsewhere(counts)),
                            ""});
    if (without == 0) return;
    const bool foreign = counts.elsewhere() > 0;
    findings.push_back({Severity::warning,
                        fmt::format("{} articles have no vector{}", without,
                                    foreign ? ", and none is made beside vectors from elsewhere" : ""),
                        foreign ? commands.line("ingest", "FILE --embeddings F.npy") : commands.line("embed")});
}

std::string describe_orphans(std::int64_t orphans, std::string_view embeddings, std::string_view articles) {
    return fmt::format("{} vectors of {} belong to no article of {}; they are left out of everything", orphans,
                       embeddings, articles);
}

}  // namespace asterism::store
