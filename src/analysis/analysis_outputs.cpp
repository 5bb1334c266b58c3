#include "analysis/analysis_outputs.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <vector>

#include "base/require.hpp"
#include "store/files/output_target.hpp"

namespace asterism::analysis {
namespace {

struct Named {
    std::string_view flag;
    const std::string& name;
    store::OutputTarget target;
};

void check_table(std::string_view flag, const std::string& name) {
    require(name.empty() || name.ends_with(".npy"),
            fmt::format("{}: \"{}\" does not end in .npy, the one form of a tree; add it", flag, name));
}

}  // namespace

bool Wanted::anything() const {
    return clusters > 0 || !predict.empty() || !predictions.empty() || !condensed_tree.empty() ||
           !single_linkage.empty() || !spanning_tree.empty();
}

bool check_outputs(const std::string& input, const pipeline::FileOutputs& outputs, const Wanted& wanted) {
    require(wanted.predict.empty() == wanted.predictions.empty(),
            "--predict NEW.npy and --predictions FILE belong together; give both");
    check_table("--condensed-tree", wanted.condensed_tree);
    check_table("--single-linkage", wanted.single_linkage);
    check_table("--spanning-tree", wanted.spanning_tree);
    // The same rules that labels have: known endings, never the input.
    pipeline::FileOutputs predictions{.labels = wanted.predictions, .probabilities = {}};
    predictions.standard_output_taken = outputs.standard_output_taken;
    const bool on_standard_output = pipeline::check_outputs(input, outputs);
    const bool too = pipeline::check_outputs(input, predictions);
    std::vector<Named> seen;
    const auto add = [&](std::string_view flag, const std::string& name) {
        if (name.empty()) return;
        Named now{flag, name, store::output_target(name)};
        for (const std::string& read : {input, wanted.predict}) {
            require(read.empty() || !now.target.same_as(std::filesystem::path(read)),
                    fmt::format("{}: \"{}\" is the file of vectors \"{}\", which would be lost; give another name",
                                flag, name, read));
        }
        for (const Named& other : seen) {
            require(!now.target.same_as(other.target),
                    fmt::format("{}: \"{}\" is the same file as {} \"{}\"; give two names", flag, name, other.flag,
                                other.name));
        }
        seen.push_back(std::move(now));
    };
    add("--labels", outputs.labels);
    add("--probabilities", outputs.probabilities);
    add("--predictions", wanted.predictions);
    add("--condensed-tree", wanted.condensed_tree);
    add("--single-linkage", wanted.single_linkage);
    add("--spanning-tree", wanted.spanning_tree);
    return on_standard_output || too;
}

}  // namespace asterism::analysis
