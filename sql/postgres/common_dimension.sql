SELECT {dimension_of}, count(*)
FROM {embeddings} WHERE {embedding} IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT 1
