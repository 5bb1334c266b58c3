UPDATE {embeddings} SET {embedding} = ?2{own_updates} WHERE {embeddings_article_id} = ?1;
