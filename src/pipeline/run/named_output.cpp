#include "pipeline/run/named_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "asterism/error.hpp"

namespace asterism::pipeline {

bool ends_with(std::string_view name, std::string_view ending) {
    return name.size() >= ending.size() &&
           std::ranges::equal(name.substr(name.size() - ending.size()), ending,
                              [](unsigned char a, char b) { return std::tolower(a) == b; });
}

NamedOutput::NamedOutput(std::string_view flag, const std::string& name) : flag_(flag), name_(name) {
    if (!name.empty()) target_ = store::output_target(name);
}

void NamedOutput::require_ending(std::span<const std::string_view> endings) const {
    if (!target_ || target_->direct) return;
    if (std::ranges::any_of(endings, [&](std::string_view ending) { return ends_with(name_, ending); })) return;
    if (endings.size() == 1) refuse(fmt::format("does not end in {}, which is what is written there", endings[0]));
    refuse(fmt::format("ends neither in {}, which say what is to be written there; add one of them",
                       fmt::join(endings, " nor in ")));
}

void NamedOutput::require_other_than(std::string_view what, const std::string& file) const {
    if (target_ && target_->same_as(std::filesystem::path(file)))
        refuse(fmt::format("is {} \"{}\", which would be lost; give another name", what, file));
}

void NamedOutput::require_other_than(const NamedOutput& other) const {
    if (target_ && other.target_ && target_->same_as(*other.target_))
        refuse(fmt::format("is the same file as {} \"{}\"; give two names", other.flag_, other.name_));
}

void NamedOutput::require_off_standard_output() const {
    if (on_standard_output()) refuse("is standard output, where the JSON of --json goes; give another name");
}

void NamedOutput::refuse(std::string_view why) const {
    throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" {}", flag_, name_, why));
}

}  // namespace asterism::pipeline
