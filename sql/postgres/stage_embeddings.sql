CREATE TEMPORARY TABLE asterism_embeddings ON COMMIT DROP AS
SELECT 0::bigint AS place, {article_id} AS id, NULL::vector AS vector, ''::text AS model, ''::text AS hash
FROM {articles} WITH NO DATA
