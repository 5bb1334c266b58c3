#include "text/boilerplate.hpp"

#include <algorithm>
#include <array>

#include "base/trimmed.hpp"
#include "text/unicode.hpp"

namespace asterism::text {
namespace {

constexpr std::size_t kLongestNotice = 160;    ///< bytes: longer lines are sentences that happen to begin so
constexpr std::size_t kLongestByline = 60;     ///< bytes
constexpr std::size_t kLongestDateline = 80;   ///< bytes
constexpr std::size_t kShortestEncoded = 50;   ///< bytes
constexpr std::size_t kLongestSignature = 12;  ///< lines

/// A short line that begins so is about the site, not the subject. Lower case.
constexpr auto kNotices = std::to_array<std::string_view>({
    "(c) ",
    "(photo",
    "abonnieren sie",
    "abonneer je",
    "abonnez-vous",
    "abonneren op",
    "advertisement",
    "all rights reserved",
    "alle rechte vorbehalten",
    "alle rechten voorbehouden",
    "also read:",
    "assine a nossa",
    "click here",
    "clicca qui",
    "clique aqui",
    "cliquez ici",
    "condividi",
    "continua a leggere",
    "continue reading",
    "continuer la lecture",
    "copyright",
    "credit:",
    "crédito:",
    "deel dit",
    "diesen artikel teilen",
    "editing by",
    "editors' note",
    "file photo",
    "follow us",
    "foto:",
    "get our",
    "haz clic",
    "hier klicken",
    "image:",
    "image credit",
    "image source",
    "imagen:",
    "iscriviti alla",
    "klik hier",
    "lees meer",
    "lees ook",
    "leggi anche",
    "leggi tutto",
    "leia mais",
    "leia também",
    "leer más",
    "lea también",
    "lee también",
    "lesen sie auch",
    "lesen sie mehr",
    "lire aussi",
    "lire la suite",
    "lire plus",
    "mehr lesen",
    "mehr zum thema",
    "newsletter",
    "partager",
    "photo:",
    "photo by",
    "photo credit",
    "photograph:",
    "picture:",
    "please support",
    "read also",
    "read full",
    "read more",
    "read next",
    "read the full",
    "related:",
    "related articles",
    "related stories",
    "reporting by",
    "see also:",
    "share on",
    "share this",
    "sign up",
    "siga-nos",
    "source:",
    "sponsored",
    "story continues below",
    "subscribe",
    "suscríbete",
    "síguenos",
    "the post ",
    "this article first appeared",
    "this article originally appeared",
    "this story was originally published",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tous droits réservés",
    "tutti i diritti riservati",
    "view comments",
    "weiterlesen",
    "writing by",
    "zum newsletter",
    "©",
});

/// "The post ... appeared first on ...": an opening that needs its ending.
constexpr std::string_view kThePost = "the post ";

constexpr auto kBylines = std::to_array<std::string_view>({"by ", "de ", "di ", "door ", "par ", "por ", "von "});

constexpr auto kAgencies = std::to_array<std::string_view>({"(afp)", "(ansa)", "(ap)", "(bloomberg)", "(dpa)", "(efe)",
                                                            "(lusa)", "(reuter)", "(reuters)", "(upi)", "(xinhua)"});

/// Lines that stand alone at an article's end.
constexpr auto kEndings = std::to_array<std::string_view>({"###", "-30-", "ends", "more", "reuter", "reuters"});

bool begins_with_any(std::string_view line, const auto& openings) {
    return std::ranges::any_of(openings, [&](std::string_view opening) { return line.starts_with(opening); });
}

bool is_notice(std::string_view low) {
    if (low.size() > kLongestNotice) return false;
    if (low.starts_with(kThePost)) return low.find("appeared first on") != low.npos;
    return begins_with_any(low, kNotices);
}

/// "By Jane Doe" or "By Jane Doe, Staff Writer": a short line, two to four capitalised words, no sentence.
bool is_byline(std::string_view line, std::string_view low) {
    if (line.size() > kLongestByline || line.ends_with('.')) return false;
    const auto opening = std::ranges::find_if(kBylines, [&](std::string_view by) { return low.starts_with(by); });
    if (opening == kBylines.end()) return false;
    std::string_view names = line.substr(opening->size());
    names = names.substr(0, names.find(','));
    std::size_t words = 0;
    while (!names.empty()) {
        const std::string_view word = names.substr(0, names.find(' '));
        if (!begins_upper(word) && word != "and") return false;
        ++words;
        names.remove_prefix(std::min(names.size(), word.size() + 1));
    }
    return words >= 2 && words <= 5;
}

/// Mail: quoted lines, and the line that announces them.
bool is_quotation(std::string_view line, std::string_view low) {
    if (line.starts_with('>') || line.starts_with("|>")) return true;
    const bool announces = low.ends_with("writes:") || low.ends_with("wrote:") || low.ends_with("schrieb:") ||
                           low.ends_with("a écrit :") || low.ends_with("a écrit:") || low.ends_with("escribió:");
    return announces && line.size() <= kLongestNotice;
}

/// A line of an encoded file: base64 (RFC 4648), hashes, or full lines of uuencode (POSIX), which knows no small
/// letters.
bool is_encoded(std::string_view line) {
    if (line.size() < kShortestEncoded) return false;
    const auto all = [&](const auto& test) { return std::ranges::all_of(line, test); };
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto digit_or_letter = [&](char c) { return small(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (line.front() == 'M' && line.size() >= 60 && line.size() <= 62)
        return all([&](char c) { return c > ' ' && c <= '~' && !small(c); });
    return all([&](char c) { return digit_or_letter(c) || c == '+' || c == '/' || c == '='; });
}

/// Bytes of "OSLO, March 3 (Reuters) - " or "(AP) -- " at the beginning of a line; 0 when there is none.
std::size_t dateline(std::string_view line) {
    const std::string head = lower(line.substr(0, kLongestDateline));
    std::size_t at = head.npos;
    std::size_t size = 0;
    for (const std::string_view agency : kAgencies) {
        if (const std::size_t found = head.find(agency); found < at) at = found, size = agency.size();
    }
    if (at == head.npos) return 0;
    const std::size_t dash = line.find_first_not_of(' ', at + size);
    if (dash == line.npos) return 0;
    constexpr std::string_view kLongDash = "\xE2\x80\x94", kHalfDash = "\xE2\x80\x93";
    const std::string_view rest = line.substr(dash);
    for (const std::string_view mark : {std::string_view("--"), std::string_view("-"), kLongDash, kHalfDash}) {
        if (rest.starts_with(mark)) return dash + mark.size();
    }
    return 0;
}

/// Where a signature ("--" alone on a line near the end) begins; the end of the text without one.
std::size_t signature(std::string_view body) {
    std::size_t end = body.size();
    for (std::size_t lines = 0; lines <= kLongestSignature; ++lines) {
        const std::size_t before = end == 0 ? body.npos : body.rfind('\n', end - 1);
        const std::size_t begin = before == body.npos ? 0 : before + 1;
        if (begin > 0 && trimmed(body.substr(begin, end - begin)) == "--") return begin;
        if (begin == 0) break;
        end = begin - 1;
    }
    return body.size();
}

}  // namespace

std::string without_encoded_files(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t begin = 0; begin < raw.size();) {
        const std::size_t end = std::min(raw.find('\n', begin), raw.size());
        const std::string_view line = raw.substr(begin, end - begin);
        if (!is_encoded(trimmed(line))) out.append(line);
        if (end < raw.size()) out += '\n';
        begin = end + 1;
    }
    return out;
}

std::string without_boilerplate(std::string_view body) {
    body = body.substr(0, signature(body));
    std::string out;
    out.reserve(body.size());
    bool opening = true;  // nothing but empty lines and bylines so far
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find('\n', begin), body.size());
        const std::string_view line = body.substr(begin, end - begin);
        const std::string_view plain = trimmed(line);
        const std::string low = lower(plain);
        const bool cut = is_notice(low) || is_quotation(plain, low) || is_encoded(plain) ||
                         (opening && is_byline(plain, low)) || std::ranges::find(kEndings, low) != kEndings.end();
        if (!cut) out.append(opening ? plain.substr(dateline(plain)) : line);
        out += '\n';
        opening = opening && (cut || plain.empty());
        begin = end + 1;
    }
    return out;
}

}  // namespace asterism::text
