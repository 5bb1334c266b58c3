-- Of the first vectors: what they are kept as.
SELECT DISTINCT typeof(vector) FROM (SELECT {embedding} AS vector FROM {embeddings} WHERE {embedding} IS NOT NULL LIMIT 100)
ORDER BY 1;
