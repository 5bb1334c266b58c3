/// The built-in embedder as the reader's database keeps it.
#pragma once

#include <memory>
#include <string_view>

#include "embedding/embedder.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

inline constexpr std::string_view kModelKey = "lsa";

/// nullptr when none is stored or it has another number of dimensions. Error{data} when its bytes are damaged.
[[nodiscard]] std::unique_ptr<embedding::Embedder> stored_model(store::ReaderDBClient& client, int dimensions);

}  // namespace asterism::pipeline
