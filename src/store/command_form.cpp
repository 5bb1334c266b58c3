#include "store/command_form.hpp"

namespace asterism::store {

std::string CommandForm::line(std::string_view command, std::string_view arguments) const {
    std::string line = "asterism";
    for (const std::string_view part : {command, std::string_view(database), arguments, std::string_view(options)}) {
        if (!part.empty()) line.append(" ").append(part);
    }
    return line;
}

}  // namespace asterism::store
