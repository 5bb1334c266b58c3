/// Snowball stemmers, one per language, opened when first needed.
///
/// Thread safety: none; one per thread. Source: M. F. Porter, "Snowball: A language for stemming algorithms", 2001.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace asterism::text {

class Stemmer {
 public:
    Stemmer();
    Stemmer(const Stemmer&) = delete;
    Stemmer& operator=(const Stemmer&) = delete;
    ~Stemmer();

    /// The stem of a lower-case word; the word itself for a language without stemmer. Valid until the next call.
    [[nodiscard]] std::string_view stem(std::string_view word, std::string_view language);

 private:
    struct Close {
        void operator()(sb_stemmer* stemmer) const;
    };
    using Handle = std::unique_ptr<sb_stemmer, Close>;
    std::map<std::string, Handle, std::less<>> stemmers_;  ///< by ISO 639-1 code; empty where Snowball has none
};

}  // namespace asterism::text
