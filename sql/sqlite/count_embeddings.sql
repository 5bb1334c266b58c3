-- All rows; those of articles; the vectors among them.
SELECT count(*), coalesce(sum(of_article), 0), count(iif(of_article, {embedding}, NULL))
FROM (SELECT {embedding}, coalesce({embeddings_article_id} IN (SELECT {article_id} FROM {articles}), 0) AS of_article
      FROM {embeddings});
