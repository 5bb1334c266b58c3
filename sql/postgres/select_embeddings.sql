SELECT {vector_article}, {vector_value}, {recorded}, o.vector_digest
FROM {embeddings} AS e LEFT JOIN {vector_origins} AS o ON o.article_id = {vector_article}
WHERE {has_article}
