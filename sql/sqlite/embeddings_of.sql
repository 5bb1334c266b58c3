-- The same for one article, which may be none.
SELECT vector.{embeddings_article_id}, vector.{embedding}, {recorded}, origin.vector_digest, {known_model}
FROM {embeddings} AS vector
LEFT JOIN vector_origins AS origin ON origin.article_id = +vector.{embeddings_article_id}
WHERE vector.{embeddings_article_id} = ?1;
