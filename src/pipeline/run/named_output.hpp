/// An option that names a file to write, and what must hold of it before any work is done.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/files/output_target.hpp"

namespace asterism::pipeline {

/// The ending in any case.
[[nodiscard]] bool ends_with(std::string_view name, std::string_view ending);

/// Borrows its texts. An empty name is no output. Thread safety: one object, one thread.
class NamedOutput {
 public:
    /// Errors as store::output_target.
    NamedOutput(std::string_view flag, const std::string& name);

    [[nodiscard]] bool is_given() const { return target_.has_value(); }
    [[nodiscard]] bool on_standard_output() const { return target_ && target_->is_standard_output(); }
    /// A pipe, a device or an open descriptor.
    [[nodiscard]] bool is_direct() const { return target_ && target_->direct; }

    /// Error{usage} for a name, not of a pipe and the like, that has none of the endings, such as ".npy".
    void require_ending(std::span<const std::string_view> endings) const;
    /// Error{usage} when it is that file, under whatever name; `what`: "the file of vectors".
    void require_other_than(std::string_view what, const std::string& file) const;
    void require_other_than(const NamedOutput& other) const;
    /// Error{usage} when it is standard output, where JSON goes.
    void require_off_standard_output() const;

 private:
    [[noreturn]] void refuse(std::string_view why) const;
    std::string_view flag_;
    const std::string& name_;
    std::optional<store::OutputTarget> target_;
};

}  // namespace asterism::pipeline
