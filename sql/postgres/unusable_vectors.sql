-- Vectors that every run leaves out: of another dimension, with values that are no numbers, of zeros alone.
SELECT count(*) FILTER (WHERE other), count(*) FILTER (WHERE NOT other AND broken),
       count(*) FILTER (WHERE NOT other AND NOT broken AND zero)
FROM (SELECT {is_other} AS other, {is_broken} AS broken, {is_zero} AS zero FROM {embeddings}
      WHERE {embedding} IS NOT NULL) AS vectors
