CREATE TEMPORARY TABLE asterism_articles ON COMMIT DROP AS
SELECT 0::bigint AS place, {article_id} AS id, ''::text AS title, ''::text AS summary, ''::text AS content,
       ''::text AS url, ''::text AS published_at
FROM {articles} WITH NO DATA
