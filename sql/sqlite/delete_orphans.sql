DELETE FROM {embeddings} WHERE coalesce({embeddings_article_id} NOT IN (SELECT {article_id} FROM {articles} WHERE {article_id} IS NOT NULL), 1);
