-- Articles with more than one vector: how many, and the first few.
SELECT count(*), group_concat(CASE WHEN place <= 5 THEN id END, ', ')
FROM (SELECT {embeddings_article_id} AS id, row_number() OVER (ORDER BY {embeddings_article_id}) AS place
      FROM {embeddings} GROUP BY {embeddings_article_id} HAVING count(*) > 1);
