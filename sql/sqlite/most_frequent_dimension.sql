SELECT length({embedding}) / 4 AS dimensions FROM {embeddings}
WHERE typeof({embedding}) = 'blob' AND length({embedding}) > 0 AND length({embedding}) % 4 = 0
GROUP BY dimensions ORDER BY count(*) DESC, dimensions DESC LIMIT 1;
