CREATE TEMPORARY TABLE asterism_article_clusters ON COMMIT DROP AS
SELECT 0::bigint AS place, {article_id} AS id, 0::bigint AS cluster FROM {articles} WITH NO DATA
