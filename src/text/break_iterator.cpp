#include "text/break_iterator.hpp"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <string>

#include "asterism/error.hpp"

namespace asterism::text {
namespace {

void check(UErrorCode status) {
    if (U_FAILURE(status))
        throw Error(ErrorKind::internal, std::string("ICU cannot segment words: ") + u_errorName(status));
}

}  // namespace

struct BreakIterator::Icu {
    UBreakIterator* words = nullptr;
    UText text = UTEXT_INITIALIZER;
};

BreakIterator::BreakIterator() : icu_(new Icu) {
    UErrorCode status = U_ZERO_ERROR;
    icu_->words = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    if (U_FAILURE(status)) delete icu_;
    check(status);
}

BreakIterator::~BreakIterator() {
    ubrk_close(icu_->words);
    utext_close(&icu_->text);
    delete icu_;
}

void BreakIterator::words(std::string_view text, std::vector<WordSpan>& out) {
    out.clear();
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&icu_->text, text.data(), static_cast<std::int64_t>(text.size()), &status);
    ubrk_setUText(icu_->words, &icu_->text, &status);
    check(status);
    std::int32_t begin = ubrk_first(icu_->words);
    for (std::int32_t end = ubrk_next(icu_->words); end != UBRK_DONE; begin = end, end = ubrk_next(icu_->words)) {
        if (ubrk_getRuleStatus(icu_->words) < UBRK_WORD_NONE_LIMIT) continue;  // space or punctuation
        out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
}

}  // namespace asterism::text
