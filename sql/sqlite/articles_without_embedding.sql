SELECT count(*) FROM {articles}
WHERE {article_id} IS NOT NULL AND {article_id} NOT IN (SELECT {embeddings_article_id} FROM {embeddings}
                           WHERE {embedding} IS NOT NULL AND {embeddings_article_id} IS NOT NULL);
