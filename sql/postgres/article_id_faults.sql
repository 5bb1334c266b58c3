-- Articles without an id; ids that come more than once, and the first few of them.
SELECT (SELECT count(*) FROM {articles} WHERE {article_id} IS NULL), count(*),
       coalesce(string_agg(id::text, ', ') FILTER (WHERE place <= 5), '')
FROM (SELECT {article_id} AS id, row_number() OVER (ORDER BY {article_id}) AS place FROM {articles}
      WHERE {article_id} IS NOT NULL GROUP BY {article_id} HAVING count(*) > 1) AS repeated
