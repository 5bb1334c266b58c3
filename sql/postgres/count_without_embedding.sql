SELECT count(*) FROM {articles} AS a
WHERE a.{article_id} IS NOT NULL
  AND NOT EXISTS (SELECT FROM {embeddings} AS e WHERE {vector_article} = a.{article_id} AND e.{embedding} IS NOT NULL)
