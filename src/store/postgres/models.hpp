/// Trained models by name, as opaque bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

void save_model(Session& session, std::string_view name, std::string_view bytes);
[[nodiscard]] std::optional<std::string> load_model(Session& session, std::string_view name);

}  // namespace asterism::store::postgres
