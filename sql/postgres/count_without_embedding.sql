SELECT count(*) FROM {articles} AS article
WHERE NOT EXISTS (SELECT FROM {embeddings} AS e
                  WHERE e.{embeddings_article_id} = article.{article_id} AND e.{embedding} IS NOT NULL)
