#include "topics/find_partition.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

#include "asterism/error.hpp"
#include "base/progress.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "topics/consensus.hpp"
#include "topics/resolution.hpp"
#include "topics/start.hpp"
#include "topics/topic_layers.hpp"

namespace asterism::topics {
namespace {

constexpr double kAboutTolerance = 0.1;
/// Single runs come that near, so that the whole ones hardly ever have to search.
constexpr double kCoarseTolerance = 0.025;
constexpr double kCoarseFactor = 2;
constexpr double kFineFactor = 1.25;

Thousandths thousandths(double resolution) {
    return std::llround(resolution * kWholeResolution);
}

/// At the finest resolution that may be used, in the heaviest graph, that of the agreement.
void require_exact(const WeightedGraph& graph, const TopicOptions& options) {
    const Thousandths largest = options.about        ? kFinest
                                : options.resolution ? thousandths(*options.resolution)
                                                     : *std::max_element(std::begin(kLadder), std::end(kLadder));
    if (Modularity::fits(graph.total * kRuns, largest * kLayerRatio)) return;
    throw Error(ErrorKind::usage,
                "the graph of so many rows is too heavy to compare topics exactly at this resolution");
}

/// Counts the topics of a partition that stand, and keeps the one whose number is nearest to what is wanted.
class NearestCount {
 public:
    NearestCount(const NeighborGraph& graph, const TopicOptions& options, Observer& observer)
        : graph_(graph),
          floor_(floor_of(options)),
          wanted_(*options.about),
          threads_(thread_count(options.threads)),
          observer_(observer) {}

    std::uint32_t operator()(Partition topic) {
        const auto certainty = certainties(graph_.edges, topic, threads_, observer_);
        const auto count = flatten(topic, certainty, graph_.copies, floor_).topic_of_label.size();
        const std::int64_t miss = std::abs(static_cast<std::int64_t>(count) - wanted_);
        if (miss < least_miss_) nearest_ = std::move(topic);
        least_miss_ = std::min(miss, least_miss_);
        return static_cast<std::uint32_t>(count);
    }
    [[nodiscard]] Partition take() && { return std::move(nearest_); }

 private:
    const NeighborGraph& graph_;
    Floor floor_;
    std::int64_t wanted_;
    int threads_;
    Observer& observer_;
    Partition nearest_;
    std::int64_t least_miss_ = std::numeric_limits<std::int64_t>::max();
};

FoundPartition find_about(const NeighborGraph& graph, const TopicOptions& options, Observer& observer,
                          EngineReport& report) {
    const auto wanted = static_cast<std::uint32_t>(*options.about);
    Thousandths near = kWholeResolution;
    {
        const Stage stage("resolution", observer, report);
        NearestCount count(graph, options, observer);
        const auto by_single_run = [&](Thousandths resolution) {
            return count(single_run(graph.edges, resolution, 0, observer));
        };
        near = search_resolution(by_single_run, wanted, kCoarseTolerance, near, kCoarseFactor);
    }
    const Stage stage("topics", observer, report);
    NearestCount count(graph, options, observer);
    const auto by_consensus = [&](Thousandths resolution) {
        return count(consensus(graph.edges, resolution, {}, thread_count(options.threads), observer, [] {}));
    };
    const Thousandths resolution = search_resolution(by_consensus, wanted, kAboutTolerance, near, kFineFactor);
    return {std::move(count).take(), resolution};
}

Chosen choose_resolution(const NeighborGraph& graph, const TopicOptions& options, Observer& observer,
                         EngineReport& report) {
    if (options.resolution) return {thousandths(*options.resolution), {}};
    const Stage stage("resolution", observer, report);
    Progress progress(observer, std::size(kLadder));
    return finest_sure(graph.edges, graph.copies, thread_count(options.threads), observer, [&] { progress.step(); });
}

}  // namespace

FoundPartition find_partition(const NeighborGraph& graph, const TopicOptions& options, Observer& observer,
                              EngineReport& report) {
    require_exact(graph.edges, options);
    if (options.about) return find_about(graph, options, observer, report);
    auto [resolution, run] = choose_resolution(graph, options, observer, report);
    const Stage stage("topics", observer, report);
    if (!options.start.empty())
        return {settle(graph.edges, start_partition(graph, options.start), resolution, observer), resolution};
    Progress progress(observer, kStages);
    return {consensus(graph.edges, resolution, std::move(run), thread_count(options.threads), observer,
                      [&] { progress.step(); }),
            resolution};
}

}  // namespace asterism::topics
