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
}

const std::string& Statements::text(std::string_view name) {
    auto found = texts_.find(name);
    if (found == texts_.end()) found = texts_.emplace(std::string(name), substitute(embedded(name), values_)).first;
    return found->second;
}

void Statements::set_id_type(std::string_view type) {
    values_["id_type"] = type;
}

}  // namespace asterism::store::sqlite
