-- Every vector of an article: id, model, made here as far as the record says, its digest, and then alone the vector.
SELECT {vector_article}, {known_model}, {recorded}, o.vector_digest, CASE WHEN {recorded} THEN {vector_value} END
FROM {embeddings} AS e LEFT JOIN {vector_origins} AS o ON o.article_id = {vector_article}
WHERE e.{embedding} IS NOT NULL AND {has_article}
