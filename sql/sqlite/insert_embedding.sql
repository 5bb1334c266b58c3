INSERT INTO {embeddings} ({embeddings_article_id}, {embedding}{own_columns}) VALUES (?1, ?2{own_values});
