#include "store/command_form.hpp"

#include <algorithm>
#include <cctype>

namespace asterism::store {

std::string shell_quoted(std::string_view word) {
    const bool plain = std::ranges::all_of(word, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("/.:@_-,+=%").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (plain && !word.empty()) return std::string(word);
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string CommandForm::line(std::string_view command, std::string_view arguments) const {
    std::string line = "asterism";
    for (const std::string_view part : {command, std::string_view(database), arguments, std::string_view(options)}) {
        if (!part.empty()) line.append(" ").append(part);
    }
    return line;
}

std::string CommandForm::told(std::string_view command, std::string_view arguments) const {
    return std::string("`").append(line(command, arguments)).append("`");
}

}  // namespace asterism::store
