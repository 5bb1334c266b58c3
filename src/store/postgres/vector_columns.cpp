#include "store/postgres/vector_columns.hpp"

#include <fmt/format.h>

#include "store/identifiers.hpp"

namespace asterism::store::postgres {

bool names_models(const Catalogue& known) {
    const Column* model = known.embeddings.find("model");
    if (known.vectors_beside_articles || model == nullptr) return false;
    return model->type == "text" || model->type == "varchar" || model->type == "bpchar";
}

std::map<std::string, std::string> vector_placeholders(const Catalogue& known, const TableNames& names) {
    const Column* id = known.embeddings.find(names.embeddings_article_id);
    const Column* vector = known.embeddings.find(names.embedding);
    const bool other_type = id != nullptr && id->declared != known.id.declared;
    const std::string article = fmt::format("e.{}{}", quote_identifier(names.embeddings_article_id),
                                            other_type ? "::" + known.id.declared : std::string());
    const bool models = names_models(known);
    std::map<std::string, std::string> filled{
        {"vector_article", article},
        {"vector_value", fmt::format("e.{}{}", quote_identifier(names.embedding),
                                     vector != nullptr && vector->type == "halfvec" ? "::vector" : "")},
        {"has_article", known.vectors_beside_articles
                            ? article + " IS NOT NULL"
                            : fmt::format("EXISTS (SELECT FROM {} AS a WHERE a.{} = {})", known.articles.name,
                                          quote_identifier(names.article_id), article)},
        {"known_model", models ? "coalesce(e.model::text, '')" : "coalesce(o.model, '')"},
        {"recorded", models ? "(o.content_hash IS NOT NULL AND e.model::text IS NOT DISTINCT FROM o.model)"
                            : "(o.content_hash IS NOT NULL)"},
    };
    filled["to_verify"] = models ? filled["recorded"] : "(o.model IS NOT NULL)";
    return filled;
}

}  // namespace asterism::store::postgres
