/// Vectors as files hold them: arrays of numbers, or texts of such.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::pipeline {

struct VectorReading {
    std::vector<float> values;  ///< empty where there is none
    std::string fault;          ///< why it cannot be used; empty when it can
};

/// The numbers of a text: separated by commas, semicolons or blanks, alone or in one pair of brackets, as JSON and
/// pgvector ("[1,2]"), PostgreSQL's arrays ("{1,2}") and NumPy ("[1. 2.]") write them. A blank text is no vector and
/// no fault.
[[nodiscard]] VectorReading read_vector(std::string_view text);

/// An array of numbers (texts of one number each are taken too), or a text as above. null is no vector and no fault.
[[nodiscard]] VectorReading read_vector(const nlohmann::json& value);

}  // namespace asterism::pipeline
