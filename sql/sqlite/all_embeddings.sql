SELECT {embeddings_article_id}, {embedding} FROM {embeddings} ORDER BY {embeddings_article_id} COLLATE BINARY;
