-- Articles, those in a cluster; rows of vectors, those of articles, the vectors among them; living clusters.
SELECT (SELECT count({article_id}) FROM {articles}), (SELECT count({cluster_id}) FROM {articles} WHERE {article_id} IS NOT NULL),
       (SELECT count(*) FROM {embeddings}),
       of_articles.rows, of_articles.vectors, (SELECT count(*) FROM {clusters} WHERE retired_at IS NULL)
FROM (SELECT count(*) AS rows, count(e.{embedding}) AS vectors FROM {embeddings} AS e WHERE {has_article}) AS of_articles
