-- Every row that belongs to an article: id, vector, made here as far as the record says, its digest, the model.
SELECT vector.{embeddings_article_id}, vector.{embedding}, {recorded}, origin.vector_digest, {known_model}
FROM {embeddings} AS vector
LEFT JOIN vector_origins AS origin ON origin.article_id = +vector.{embeddings_article_id}
WHERE vector.{embeddings_article_id} IN (SELECT {article_id} FROM {articles})
ORDER BY vector.{embeddings_article_id} COLLATE BINARY;
