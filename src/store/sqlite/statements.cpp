#include "store/sqlite/statements.hpp"

#include <fmt/format.h>

#include <utility>

#include "store/identifiers.hpp"

namespace asterism::store::sqlite {
namespace {

constexpr int kBeginning = 120;  // characters of a text that stand for a title
constexpr std::size_t kTitle = 0, kSummary = 1, kContent = 2;

void append(std::string& list, const std::string& item, std::string_view separator) {
    list += (list.empty() ? "" : std::string(separator)) + item;
}

std::string column_definitions(const TableNames& names) {
    std::string definitions;
    const auto columns = optional_columns(names);
    for (std::size_t k = 0; k < columns.size(); ++k)
        if (!columns[k].empty())
            definitions +=
                fmt::format(",\n    {} TEXT{}", quote_identifier(columns[k]), k == kTime ? "" : " NOT NULL DEFAULT ''");
    return definitions;
}

}  // namespace

Statements::Statements(const TableNames& names) : names_(names) {
    const std::map<std::string, const std::string*> settable{{"articles", &names.articles},
                                                             {"article_id", &names.article_id},
                                                             {"cluster_id", &names.cluster_id},
                                                             {"embeddings", &names.embeddings},
                                                             {"embeddings_article_id", &names.embeddings_article_id},
                                                             {"embedding", &names.embedding},
                                                             {"clusters", &names.clusters}};
    for (const auto& [placeholder, name] : settable)
        values_[placeholder] = quote_identifier(*name);
    values_["optional_columns"] = column_definitions(names);
    std::array<bool, kOptionalColumns> named{};
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        named[k] = !optional_columns(names)[k].empty();
    fill_columns(named, named);
    set_key_to_articles(true);
    describe_vectors(true, true);
}

const std::string& Statements::text(std::string_view name) {
    auto found = texts_.find(name);
    if (found == texts_.end()) found = texts_.emplace(std::string(name), substitute(embedded(name), values_)).first;
    return found->second;
}

void Statements::set(std::string_view name, std::string value) {
    auto& known = values_[std::string(name)];
    if (known == value) return;
    known = std::move(value);
    texts_.clear();
}

void Statements::set_id_type(std::string_view type) {
    set("id_type", std::string(type));
}

void Statements::set_key_to_articles(bool key) {
    set("key_to_articles",
        key ? fmt::format(" REFERENCES {} ({}) ON DELETE CASCADE", values_["articles"], values_["article_id"]) : "");
}

void Statements::set_columns(const Table& articles, const std::array<bool, kOptionalColumns>& stored) {
    std::array<bool, kOptionalColumns> there{};
    const auto columns = optional_columns(names_);
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        there[k] = articles.find(columns[k]) != nullptr;
    fill_columns(there, stored);
}

void Statements::describe_vectors(bool models, bool ours) {
    const auto own = [&](std::string_view model, std::string_view hash) {
        return std::string(models ? model : "").append(ours ? hash : "");
    };
    const std::string made_here = "origin.content_hash IS NOT NULL";
    set("recorded", models ? "(" + made_here + " AND vector.model IS origin.model)" : "(" + made_here + ")");
    set("known_model", models ? "coalesce(vector.model, '')" : "coalesce(origin.model, '')");
    set("own_columns", own(", model", ", content_hash"));
    set("own_values", own(", ?3", ", ?4"));
    set("own_updates", own(", model = ?3", ", content_hash = ?4"));
    set("cleared_model", own(", model = NULL", ""));
}

void Statements::fill_columns(const std::array<bool, kOptionalColumns>& read,
                              const std::array<bool, kOptionalColumns>& written) {
    const auto columns = optional_columns(names_);
    const auto value = [&](std::size_t k) {
        return read[k] ? "article." + quote_identifier(columns[k]) : std::string(k == kTime ? "NULL" : "''");
    };
    set("title_value", value(kTitle));
    set("summary_value", value(kSummary));
    set("content_value", value(kContent));
    set("published_value", value(kTime));
    set("title_or_beginning", fmt::format("coalesce(nullif({}, ''), nullif(substr({}, 1, {}), ''), substr({}, 1, {}))",
                                          value(kTitle), value(kSummary), kBeginning, value(kContent), kBeginning));
    std::string names, values, updates, same;
    for (std::size_t k = 0; k < kOptionalColumns; ++k) {
        if (!written[k]) continue;
        const std::string name = quote_identifier(columns[k]);
        names += ", " + name;
        const std::string given = fmt::format("?{}", k + 2);
        values += k == kTime ? ", " + given : fmt::format(", coalesce({}, '')", given);
        append(updates, fmt::format("{0} = coalesce({1}, {0})", name, given), ", ");
        append(same, fmt::format("({1} IS NULL OR {0} IS {1})", name, given), " AND ");
    }
    set("article_columns", names);
    set("article_values", values);
    set("article_updates", updates.empty() ? fmt::format("{0} = {0}", values_["article_id"]) : updates);
    set("article_is_same", same.empty() ? "1" : same);
}

}  // namespace asterism::store::sqlite
