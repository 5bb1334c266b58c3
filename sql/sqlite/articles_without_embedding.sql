SELECT count(*) FROM {articles} AS article
WHERE NOT EXISTS (SELECT 1 FROM {embeddings} AS vector
                  WHERE vector.{embeddings_article_id} = article.{article_id} AND vector.{embedding} IS NOT NULL);
