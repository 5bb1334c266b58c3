/// A file of articles as the user named it: a regular file, a pipe, or "-" for standard input.
#pragma once

#include <iostream>
#include <memory>
#include <string>

namespace asterism::pipeline {

class InputFile {
 public:
    /// `twice`: open() will be called twice. Error{data} when it cannot be read. A pipe is not touched yet.
    InputFile(std::string path, bool twice);

    /// The input from its beginning. What is no regular file can be read once, and is therefore kept in memory when it
    /// is read twice.
    [[nodiscard]] std::shared_ptr<std::istream> open();

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool is_regular() const { return regular_; }

 private:
    std::string path_;
    bool twice_;
    bool regular_;
    std::shared_ptr<std::iostream> held_;
};

}  // namespace asterism::pipeline
