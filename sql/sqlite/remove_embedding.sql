DELETE FROM {embeddings} WHERE {embeddings_article_id} = ?1;
