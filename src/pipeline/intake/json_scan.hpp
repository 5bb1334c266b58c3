/// Finds where a JSON value ends, part by part, without understanding it.
#pragma once

#include <string>
#include <string_view>

namespace asterism::pipeline {

/// Follows strings and brackets of one value that begins with {, [ or ". It tells early when a value was cut off: a
/// line break inside a string, a bracket that closes another one, or an object that begins where none can stand, as the
/// next record does behind one that was never closed.
class JsonScan {
 public:
    enum class State : unsigned char { open, complete, broken };

    /// Goes on with the text; returns how much of it was read, which is all of it while the state is open.
    std::size_t read(std::string_view text);
    void end_line() {
        if (in_string_) state_ = State::broken;
    }
    [[nodiscard]] State state() const { return state_; }

 private:
    void read(char c);
    [[nodiscard]] bool expects_value() const;
    std::size_t end_of_string(std::string_view text, std::size_t from);

    State state_ = State::open;
    std::string brackets_;  ///< that are open
    char last_ = '\0';      ///< the last character outside of strings that is no blank
    bool in_string_ = false;
    bool escaped_ = false;
};

}  // namespace asterism::pipeline
