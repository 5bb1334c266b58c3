#include "pipeline/run/file_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include "asterism/error.hpp"
#include "store/files/labels_csv.hpp"
#include "store/files/npy.hpp"
#include "store/files/output_target.hpp"

namespace asterism::pipeline {
namespace {

bool ends_with(std::string_view name, std::string_view ending) {
    return name.size() >= ending.size() &&
           std::ranges::equal(name.substr(name.size() - ending.size()), ending,
                              [](unsigned char a, char b) { return std::tolower(a) == b; });
}

bool is_csv(const std::string& name) {
    return !ends_with(name, ".npy");
}

/// One option and the place that it names.
class Output {
 public:
    Output(std::string_view flag, const std::string& name) : flag_(flag), name_(name) {
        if (!name.empty()) target_ = store::output_target(name);
    }

    void check(const std::string& input, bool standard_output_taken) const {
        if (!target_) return;
        if (!target_->direct && is_csv(name_) && !ends_with(name_, ".csv"))
            refuse("ends neither in .npy nor in .csv, which say what is to be written there; add one of them");
        if (target_->same_as(std::filesystem::path(input)))
            refuse(fmt::format("is the file of vectors \"{}\", which would be lost; give another name", input));
        if (standard_output_taken && on_standard_output())
            refuse("is standard output, where the JSON of --json goes; give another name");
    }
    void check_other(const Output& other) const {
        if (target_ && other.target_ && target_->same_as(*other.target_))
            refuse(fmt::format("is the same file as {} \"{}\"; give two names", other.flag_, other.name_));
    }
    [[nodiscard]] bool on_standard_output() const { return target_ && target_->is_standard_output(); }

 private:
    [[noreturn]] void refuse(std::string_view why) const {
        throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" {}", flag_, name_, why));
    }
    std::string_view flag_;
    const std::string& name_;
    std::optional<store::OutputTarget> target_;
};

}  // namespace

bool check_outputs(const std::string& input, const FileOutputs& outputs) {
    const Output labels("--labels", outputs.labels), probabilities("--probabilities", outputs.probabilities);
    labels.check(input, outputs.standard_output_taken);
    probabilities.check(input, outputs.standard_output_taken);
    probabilities.check_other(labels);
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
