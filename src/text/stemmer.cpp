#include "text/stemmer.hpp"

#include <libstemmer.h>

#include <limits>

namespace asterism::text {

Stemmer::Stemmer() = default;
Stemmer::~Stemmer() = default;

void Stemmer::Close::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

std::string_view Stemmer::stem(std::string_view word, std::string_view language) {
    auto found = stemmers_.find(language);
    if (found == stemmers_.end()) {
        std::string code(language);  // libstemmer knows ISO 639-1 codes; it returns null for those it does not have
        Handle handle(sb_stemmer_new(code.c_str(), "UTF_8"));
        found = stemmers_.emplace(std::move(code), std::move(handle)).first;
    }
    if (!found->second || word.size() > 200) return word;  // no word of any language is that long
    const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stemmed = sb_stemmer_stem(found->second.get(), symbols, static_cast<int>(word.size()));
    if (stemmed == nullptr) return word;  // out of memory inside the stemmer
    const auto length = sb_stemmer_length(found->second.get());
    if (length == 0) return word;
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(length)};
}

}  // namespace asterism::text
