/// What an embedder keeps in the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

void save_model(Session& session, std::string_view name, std::string_view bytes);
[[nodiscard]] std::optional<std::string> load_model(Session& session, std::string_view name);

}  // namespace asterism::store::sqlite
