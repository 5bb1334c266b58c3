#include "analysis/analysis_outputs.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "base/require.hpp"
#include "pipeline/run/named_output.hpp"

namespace asterism::analysis {
bool Wanted::anything() const {
    return clusters > 0 || !predict.empty() || !predictions.empty() || !condensed_tree.empty() ||
           !single_linkage.empty() || !spanning_tree.empty();
}

bool check_outputs(const std::string& input, const pipeline::FileOutputs& outputs, const Wanted& wanted) {
    require(wanted.predict.empty() == wanted.predictions.empty(),
            "--predict NEW.npy and --predictions FILE belong together; give both");
    using pipeline::NamedOutput;
    static constexpr std::array<std::string_view, 1> kTable{".npy"};
    static constexpr std::array<std::string_view, 2> kRows{".npy", ".csv"};
    const bool on_standard_output = pipeline::check_outputs(input, outputs);
    const NamedOutput predictions("--predictions", wanted.predictions);
    const NamedOutput tables[] = {{"--condensed-tree", wanted.condensed_tree},
                                  {"--single-linkage", wanted.single_linkage},
                                  {"--spanning-tree", wanted.spanning_tree}};
    predictions.require_ending(kRows);
    for (const NamedOutput& table : tables)
        table.require_ending(kTable);
    const NamedOutput labels("--labels", outputs.labels), probabilities("--probabilities", outputs.probabilities);
    std::vector<const NamedOutput*> all{&labels, &probabilities, &predictions, &tables[0], &tables[1], &tables[2]};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const std::string& read : {input, wanted.predict})
            if (!read.empty()) all[i]->require_other_than("the file of vectors", read);
        for (std::size_t before = 0; before < i; ++before)
            all[i]->require_other_than(*all[before]);
        if (outputs.standard_output_taken) all[i]->require_off_standard_output();
    }
    return on_standard_output || predictions.on_standard_output();
}

}  // namespace asterism::analysis
