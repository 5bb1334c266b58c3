#include "cli/member_hint.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "cli/suggestion.hpp"

namespace asterism::cli {
namespace {

const std::array<std::string, 8> kMembers{"article_id", "id",           "title",     "summary",
                                          "content",    "published_at", "embedding", "url"};

/// Small letters alone: "Published-At" is "publishedat".
std::string bare(std::string_view name) {
    std::string letters;
    for (const unsigned char c : name)
        if (std::isalnum(c) != 0) letters += static_cast<char>(std::tolower(c));
    return letters;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kElsewhere{{{"text", "content"},
                                                                                    {"body", "content"},
                                                                                    {"fulltext", "content"},
                                                                                    {"article", "content"},
                                                                                    {"description", "summary"},
                                                                                    {"abstract", "summary"},
                                                                                    {"excerpt", "summary"},
                                                                                    {"teaser", "summary"},
                                                                                    {"headline", "title"},
                                                                                    {"heading", "title"},
                                                                                    {"link", "url"},
                                                                                    {"uri", "url"},
                                                                                    {"href", "url"},
                                                                                    {"date", "published_at"},
                                                                                    {"pubdate", "published_at"},
                                                                                    {"publisheddate", "published_at"},
                                                                                    {"datepublished", "published_at"},
                                                                                    {"created", "published_at"},
                                                                                    {"createdat", "published_at"},
                                                                                    {"timestamp", "published_at"},
                                                                                    {"vector", "embedding"},
                                                                                    {"embeddings", "embedding"},
                                                                                    {"guid", "article_id"},
                                                                                    {"articleid", "article_id"}}};

}  // namespace

std::optional<std::string> meant_member(std::string_view name) {
    const std::string letters = bare(name);
    for (const std::string& member : kMembers)
        if (letters == bare(member)) return member;
    for (const auto& [other, member] : kElsewhere)
        if (letters == other) return std::string(member);
    return letters.size() < 4 ? std::nullopt : nearest_word(letters, kMembers);
}

}  // namespace asterism::cli
