UPDATE {embeddings} SET {embedding} = ?2, model = ?3, content_hash = ?4 WHERE {embeddings_article_id} = ?1;
