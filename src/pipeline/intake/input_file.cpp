#include "pipeline/intake/input_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>
#include <utility>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::string_view kStandardInput = "-";

[[noreturn]] void cannot_open(const std::string& path) {
    std::error_code ignored;
    const char* fault = !std::filesystem::exists(path, ignored)        ? "there is no such file"
                        : std::filesystem::is_directory(path, ignored) ? "it is a folder"
                                                                       : "no permission";
    throw Error(ErrorKind::data, fmt::format("cannot read \"{}\": {}", path, fault));
}

std::shared_ptr<std::istream> stream_of(const std::string& path) {
    if (path == kStandardInput) return {&std::cin, [](std::istream*) {}};
    auto stream = std::make_shared<std::ifstream>(path, std::ios::binary);
    if (!*stream || std::filesystem::is_directory(path)) cannot_open(path);
    return stream;
}

}  // namespace

InputFile::InputFile(std::string path, bool twice) : path_(std::move(path)), twice_(twice) {
    std::error_code ignored;
    regular_ = path_ != kStandardInput && std::filesystem::is_regular_file(path_, ignored);
    if (regular_) (void)stream_of(path_);
    if (!regular_ && path_ != kStandardInput &&
        (!std::filesystem::exists(path_, ignored) || std::filesystem::is_directory(path_, ignored)))
        cannot_open(path_);
}

std::shared_ptr<std::istream> InputFile::open() {
    if (held_ == nullptr && (regular_ || !twice_)) return stream_of(path_);
    if (held_ == nullptr) {
        held_ = std::make_shared<std::stringstream>();
        *held_ << stream_of(path_)->rdbuf();
    }
    held_->clear();  // an empty input sets the fail bit
    held_->seekg(0);
    return held_;
}

}  // namespace asterism::pipeline
