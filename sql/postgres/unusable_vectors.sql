-- Vectors that every run leaves out: of another dimension, with values that are no numbers, of zeros alone, with values
-- beyond float32.
SELECT count(*) FILTER (WHERE other), count(*) FILTER (WHERE NOT other AND broken),
       count(*) FILTER (WHERE NOT other AND NOT broken AND zero),
       count(*) FILTER (WHERE NOT other AND NOT broken AND beyond)
FROM (SELECT {is_other} AS other, {is_broken} AS broken, {is_beyond} AS beyond, {is_zero} AS zero FROM {embeddings}
      WHERE {embedding} IS NOT NULL) AS vectors
