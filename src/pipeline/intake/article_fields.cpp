#include "pipeline/intake/article_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "base/trimmed.hpp"
#include "base/utc_time.hpp"
#include "pipeline/intake/vector_reading.hpp"
#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 9> kMembers{"article_id", "id",           "title",     "summary",  "content",
                                                   "url",        "published_at", "published", "embedding"};

/// Of two members with one meaning the first is read.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kTakenFirst{
    {{"article_id", "id"}, {"published_at", "published"}}};

/// Ends the reading of one record; its text becomes InputArticle::error.
struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A whole number that a double holds exactly, as tables with missing values write their ids: 12.0.
std::optional<std::int64_t> whole(double number) {
    constexpr double kExact = 9007199254740992;  // 2^53
    if (!(std::abs(number) < kExact) || number != std::floor(number)) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

Refused too_large(std::string_view id) {
    return Refused(fmt::format("the id {} does not fit into 64 bits", text::utf8_prefix(id, 60)));
}

/// Digits are read as such, however many: 9007199254740993.0 is no double.
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t id = 0;
    const char* const last = text.data() + text.size();
    const auto [end, fault] = std::from_chars(text.data(), last, id);
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    const bool is_whole = fault != std::errc::invalid_argument &&
                          (rest.empty() || (rest[0] == '.' && rest.find_first_not_of('0', 1) == rest.npos));
    if (is_whole && fault == std::errc::result_out_of_range) throw too_large(text);
    if (is_whole) return id;
    double number = 0;
    const auto [number_end, number_fault] = std::from_chars(text.data(), last, number);
    if (number_fault != std::errc() || number_end != last) return std::nullopt;
    return whole(number);
}

std::int64_t integer_id(std::string_view text, IdType type) {
    const auto id = whole_number(text);
    if (!id)
        throw Refused(fmt::format("the id \"{}\" is not a whole number, and the articles table has integer ids",
                                  text::utf8_prefix(text, 60)));
    if (type == IdType::int4 && *id != static_cast<std::int32_t>(*id))
        throw Refused(fmt::format("the id {} does not fit into the table's 32-bit ids", *id));
    return *id;
}

std::string uuid_id(std::string text) {
    std::erase_if(text, [](unsigned char c) { return c == '-' || c == '{' || c == '}' || std::isspace(c) != 0; });
    const bool hex = std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
    if (text.size() != 32 || !hex) throw Refused("the id is not a uuid, and the articles table has uuid ids");
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::size_t at : {8, 13, 18, 23})
        text.insert(at, 1, '-');
    return text;
}

/// What a record without an id holds instead, and for the answer of a web service the way to its records.
std::string missing_id(const json& object) {
    for (const char* name : {"article_id", "id"})
        if (object.contains(name)) return fmt::format("its \"{}\" is null, or NaN, which JSON has not", name);
    std::string text = "it has no \"article_id\" (or \"id\")";
    std::string names, hint;
    for (const auto& [name, value] : object.items()) {
        if (value.is_array() && !value.empty() && value[0].is_object())
            return text + fmt::format(
                              "; if its member \"{0}\" holds the articles: jq -c '.[\"{0}\"][]' FILE | asterism "
                              "ingest DB -",
                              text::utf8_prefix(name, 40));
        names += (names.empty() ? ", only \"" : "\", \"") + name;
        if (means_id(name))
            hint = fmt::format("; \"{}\" is another name: did you mean \"id\"?", text::utf8_prefix(name, 40));
    }
    return names.empty() ? text : fmt::format("{}{}\"{}", text, text::utf8_prefix(names, 120), hint);
}

/// Reads the members of one record into an article.
class Fields {
 public:
    Fields(const Record& record, InputArticle& input)
        : object_(record.object), literals_(record.literals), input_(input) {}

    void read(IdType type) {
        input_.article.id = id(type);
        input_.article.title = text("title");
        input_.article.summary = text("summary");
        input_.article.content = text("content");
        input_.article.url = text("url");
        if (!read_date("published_at")) read_date("published");
        read_embedding();
    }

 private:
    [[nodiscard]] const json* member(const char* name) const {
        const auto found = object_.find(name);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    void leave_out(Loss loss, std::string why) { input_.left_out.push_back({loss, std::move(why)}); }

    /// A text as it is, everything else as the file spells it.
    [[nodiscard]] std::string spelling(const char* name, const json& value) const {
        const auto literal = literals_.find(name);
        if (literal != literals_.end() && value.is_number()) return literal->second;
        return value.is_string() ? value.get<std::string>()
                                 : value.dump(-1, ' ', false, json::error_handler_t::replace);
    }

    ArticleId id(IdType type) {
        const char* const name = member("article_id") != nullptr ? "article_id" : "id";
        const json* value = member(name);
        if (value == nullptr) throw Refused(missing_id(object_));
        std::string text = spelling(name, *value);
        if (is_integer(type)) return integer_id(trimmed(text), type);
        const bool is_digits = text.find_first_not_of("-0123456789") == std::string::npos;
        if (!value->is_string() && !(value->is_number() && is_digits))
            throw Refused(fmt::format("the id is not a text or a whole number but {}", value->type_name()));
        // A mended id would be another article's.
        if (text::repair_utf8(text)) throw Refused("its id holds NUL bytes or is not UTF-8");
        if (text.empty()) throw Refused("its id is empty");
        return type == IdType::uuid ? uuid_id(std::move(text)) : text;
    }

    std::optional<std::string> text(const char* name) {
        const json* value = member(name);
        if (value == nullptr) return std::nullopt;
        if (value->is_number()) return spelling(name, *value);
        if (!value->is_string()) {
            leave_out(Loss::member, fmt::format("\"{}\" is not a text but {}", name, value->type_name()));
            return std::nullopt;
        }
        auto text = value->get<std::string>();
        input_.repaired |= text::repair_utf8(text);
        return text;
    }

    /// False when the member is absent; a blank text is.
    bool read_date(const char* name) {
        const json* value = member(name);
        if (value == nullptr) return false;
        const std::string text = spelling(name, *value);
        if (value->is_string() && trimmed(text).empty()) return false;
        const auto time = parse_time(text);
        if (time)
            input_.article.published_at = format_utc(*time);
        else
            leave_out(Loss::date,
                      fmt::format("\"{}\" is no date this program understands: {}", name, text::utf8_prefix(text, 60)));
        return true;
    }

    void read_embedding() {
        const json* value = member("embedding");
        if (value == nullptr) return;
        VectorReading reading = read_vector(*value);
        if (!reading.fault.empty()) leave_out(Loss::vector, fmt::format("\"embedding\" {}", reading.fault));
        input_.embedding = std::move(reading.values);
    }

    const json& object_;
    const Literals& literals_;
    InputArticle& input_;
};

/// A blank date is as good as none.
bool says_something_else(const json& object, std::string_view member, const json& value) {
    const auto found = object.find(member);
    if (found == object.end() || found->is_null() || *found == value) return false;
    return !found->is_string() || !trimmed(found->get_ref<const std::string&>()).empty();
}

}  // namespace

InputArticle article_from(const Record& record, IdType id_type) {
    InputArticle input;
    input.error = record.error;
    input.repaired = record.repaired;
    if (!input.error.empty()) return input;
    try {
        Fields(record, input).read(id_type);
    } catch (const Refused& refusal) {
        input.error = refusal.what();
    }
    return input;
}

bool is_known_member(std::string_view name) {
    return std::ranges::find(kMembers, name) != kMembers.end();
}

std::optional<std::string_view> member_taken_before(std::string_view name) {
    for (const auto& [taken, other] : kTakenFirst)
        if (name == other) return taken;
    return std::nullopt;
}

bool means_id(std::string_view name) {
    std::string letters;
    for (const unsigned char c : name)
        if (std::isalnum(c) != 0) letters += static_cast<char>(std::tolower(c));
    return letters == "id" || letters == "articleid";
}

void for_each_unknown_member(const json& object, const std::function<void(const std::string&)>& visit) {
    if (!object.is_object()) return;
    const auto is_passed_over = [&](const std::string& name, const json& value) {
        const auto taken = member_taken_before(name);
        return taken ? says_something_else(object, *taken, value) : !is_known_member(name);
    };
    for (const auto& [name, value] : object.items())
        if (!value.is_null() && is_passed_over(name, value)) visit(name);
}

}  // namespace asterism::pipeline
