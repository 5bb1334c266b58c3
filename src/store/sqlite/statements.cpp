#include "store/sqlite/statements.hpp"

#include "store/identifiers.hpp"

namespace asterism::store::sqlite {

std::string_view embedded(std::string_view name);

Statements::Statements(const TableNames& names) {
    const std::map<std::string, const std::string*> settable{{"articles", &names.articles},
                                                             {"article_id", &names.article_id},
                                                             {"title", &names.title},
                                                             {"summary", &names.summary},
                                                             {"content", &names.content},
                                                             {"url", &names.url},
                                                             {"published_at", &names.published_at},
                                                             {"cluster_id", &names.cluster_id},
                                                             {"embeddings", &names.embeddings},
                                                             {"embeddings_article_id", &names.embeddings_article_id},
                                                             {"embedding", &names.embedding},
                                                             {"clusters", &names.clusters}};
    for (const auto& [placeholder, name] : settable)
        values_[placeholder] = quote_identifier(*name);
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

}  // namespace asterism::store::sqlite
