#include "pipeline/intake/json_scan.hpp"

namespace asterism::pipeline {

std::size_t JsonScan::read(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() && state_ == State::open) {
        if (in_string_) i = end_of_string(text, i);
        if (i < text.size()) read(text[i++]);
    }
    return i;
}

/// Where the closing quote stands.
std::size_t JsonScan::end_of_string(std::string_view text, std::size_t from) {
    std::size_t i = from;
    for (; i < text.size() && (escaped_ || text[i] != '"'); ++i)
        escaped_ = !escaped_ && text[i] == '\\';
    return i;
}

bool JsonScan::expects_value() const {
    if (brackets_.empty() || last_ == ':' || last_ == '[') return true;
    return last_ == ',' && brackets_.back() == '[';
}

void JsonScan::read(char c) {
    switch (c) {
        case ' ':
        case '\t':
            return;
        case '"':
            in_string_ = !in_string_;
            if (!in_string_ && brackets_.empty()) state_ = State::complete;
            break;
        case '{':
        case '[':
            if (!expects_value()) state_ = State::broken;
            brackets_ += c;
            break;
        case '}':
        case ']':
            if (brackets_.empty() || brackets_.back() != (c == '}' ? '{' : '['))
                state_ = State::broken;
            else if (brackets_.pop_back(); brackets_.empty())
                state_ = State::complete;
            break;
        default:
            break;
    }
    last_ = c;
}

}  // namespace asterism::pipeline
