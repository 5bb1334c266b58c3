/// What latent semantic analysis counts in a text: stems, and pairs of neighbouring stems.
#pragma once

#include <functional>
#include <string_view>

#include "text/document.hpp"

namespace asterism::embedding {

/// Calls `visit` for every term of the text, in order, repeated as often as it occurs. The view dies with the call.
void visit_terms(const text::Document& document, const std::function<void(std::string_view term)>& visit);

}  // namespace asterism::embedding
