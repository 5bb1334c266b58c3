#include "pipeline/run/graph_time.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace asterism::pipeline {
namespace {

// Plain steps a row, of one thread; of a set of 100,000 rows where they grow with it.
constexpr double kGraph = 530;
constexpr double kResolution = 2550;  // of all four resolutions that are tried
constexpr double kSingleRun = 370;    // one run of a consensus
constexpr double kAgreement = 1700;   // their agreement and the last word, by one thread
constexpr double kSettle = 500;       // warm: the last word alone, by one thread
constexpr double kCertainty = 150;
constexpr double kLayers = 220;
constexpr double kMoves = 50;  // a proof: every move of a row
constexpr int kRuns = 8;
/// A graph that outgrows the caches is slower to walk, and takes more rounds.
constexpr double kGrowth = 0.4;
constexpr double kMostVerified = 4e8;  // pairs of a graph's proof

class Plan {
 public:
    Plan(const GraphWork& work, const KernelSpeed& speed)
        : work_(work), speed_(speed), n_(static_cast<double>(work.rows)) {}

    /// Seconds of so many plain steps a row.
    [[nodiscard]] double shared(double steps) const { return alone(steps) / work_.threads; }
    [[nodiscard]] double alone(double steps) const { return n_ * steps * speed_.plain_ns * 1e-9; }
    [[nodiscard]] double growth() const { return std::pow(std::max(1.0, n_) / 100'000, kGrowth); }
    [[nodiscard]] double consensus(int runs) const {
        const double rounds = (runs + work_.threads - 1) / work_.threads;
        return growth() * alone(rounds * kSingleRun + kAgreement);
    }
    [[nodiscard]] double proof() const {
        const double steps = static_cast<double>(work_.dimensions) / 64;
        return std::min(n_ * std::max(0.0, n_ - 1), kMostVerified) * steps * speed_.exact_ns * 1e-9 / work_.threads +
               shared(kGraph);
    }

 private:
    GraphWork work_;
    KernelSpeed speed_;
    double n_;
};

}  // namespace

void plan_graph(std::vector<PlannedStage>& stages, const GraphWork& work, const KernelSpeed& speed,
                const AlgorithmSettings& algorithm) {
    const Plan plan(work, speed);
    const auto named = [&](std::string_view name) { return std::ranges::find(stages, name, &PlannedStage::name); };
    std::vector<PlannedStage> added{{"graph", plan.shared(kGraph)}};
    if (algorithm.topics) {
        const bool searched = !algorithm.topics->resolution && !work.warm;
        if (searched) added.push_back({"resolution", plan.growth() * plan.shared(kResolution)});
        added.push_back(
            {"topics", work.warm ? plan.growth() * plan.alone(kSettle) : plan.consensus(kRuns - (searched ? 1 : 0))});
        added.push_back({"certainty", plan.shared(kCertainty)});
        if (algorithm.layers) added.push_back({"layers", plan.shared(kLayers)});
    }
    stages.insert(std::next(named("neighbors")), added.begin(), added.end());
    if (work.verified) {
        if (algorithm.topics) named("verify")->seconds = plan.shared(kCertainty + kMoves);
        stages.insert(algorithm.topics ? named("verify") : stages.end(), {"verify_graph", plan.proof()});
    }
    if (!algorithm.topics || algorithm.attach) return;
    std::erase_if(stages,
                  [](const PlannedStage& stage) { return stage.name == "spanning_tree" || stage.name == "hierarchy"; });
}

}  // namespace asterism::pipeline
