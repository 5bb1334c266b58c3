CREATE TEMPORARY TABLE asterism_embeddings ON COMMIT DROP AS
SELECT 0::bigint AS place, {embeddings_article_id} AS id, {staged_vector} AS vector, ''::text AS model, ''::text AS hash
FROM {embeddings} WITH NO DATA
