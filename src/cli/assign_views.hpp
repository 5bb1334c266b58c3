/// What placing articles shows, in words and as JSON.
#pragma once

#include <string>

#include "cli/json_text.hpp"
#include "pipeline/run/assign.hpp"

namespace asterism::cli {

[[nodiscard]] std::string assign_text(const pipeline::AssignReport& report);
/// {"run_id","articles","placed","unsure","rejected","left_out","articles_changed"}
[[nodiscard]] Json assign_json(const pipeline::AssignReport& report);

}  // namespace asterism::cli
