/// The statements of sql/postgres/, by the name of their file.
#pragma once

#include <string_view>

namespace asterism::store::postgres {

[[nodiscard]] std::string_view embedded(std::string_view name);

}  // namespace asterism::store::postgres
