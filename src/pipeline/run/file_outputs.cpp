#include "pipeline/run/file_outputs.hpp"

#include <array>
#include <string_view>

#include "pipeline/run/named_output.hpp"
#include "store/files/labels_csv.hpp"
#include "store/files/npy.hpp"

namespace asterism::pipeline {
namespace {

bool is_csv(const std::string& name) {
    return !ends_with(name, ".npy");
}

void check(const NamedOutput& output, const std::string& input, bool standard_output_taken) {
    static constexpr std::array<std::string_view, 2> kEndings{".npy", ".csv"};
    output.require_ending(kEndings);
    output.require_other_than("the file of vectors", input);
    if (standard_output_taken) output.require_off_standard_output();
}

}  // namespace

bool check_outputs(const std::string& input, const FileOutputs& outputs) {
    const NamedOutput labels("--labels", outputs.labels), probabilities("--probabilities", outputs.probabilities);
    check(labels, input, outputs.standard_output_taken);
    check(probabilities, input, outputs.standard_output_taken);
    probabilities.require_other_than(labels);
    return labels.on_standard_output() || probabilities.on_standard_output();
}

void write_outputs(const FileOutputs& outputs, std::span<const std::int32_t> labels,
                   std::span<const double> probabilities, const Observer* observer) {
    const auto write = [&](const std::string& name, auto column) {
        if (name.empty()) return;
        if (is_csv(name))
            store::write_labels_csv(name, labels, probabilities, observer);
        else
            store::write_npy(name, column, observer);
    };
    write(outputs.labels, labels);
    write(outputs.probabilities, probabilities);
}

}  // namespace asterism::pipeline
