#include "embedding/text_terms.hpp"

#include <string>

namespace asterism::embedding {
namespace {

constexpr std::uint32_t kLongestWord = 40;  ///< letters; longer ones are paths, hashes and encoded data

bool is_term(const text::Token& token) {
    return !token.stop && !token.number && token.letters > 1 && token.letters <= kLongestWord;
}

}  // namespace

void visit_terms(const text::Document& document, const std::function<void(std::string_view)>& visit) {
    const text::Token* previous = nullptr;
    std::string pair;
    for (const text::Token& token : document.tokens) {
        const bool term = is_term(token);
        if (term) visit(document.stem(token));
        if (term && previous != nullptr && token.joined) {
            pair.assign(document.stem(*previous)).append(" ").append(document.stem(token));
            visit(pair);
        }
        previous = term ? &token : nullptr;
    }
}

}  // namespace asterism::embedding
