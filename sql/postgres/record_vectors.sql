-- $1: made here.
INSERT INTO {vector_origins} AS old (article_id, model, content_hash, vector_digest)
SELECT staged.id, staged.model, CASE WHEN $1::boolean THEN staged.hash END, written.digest
FROM pg_temp.asterism_embeddings AS staged JOIN pg_temp.asterism_digests AS written USING (place)
ON CONFLICT (article_id) DO UPDATE SET model = excluded.model, content_hash = excluded.content_hash,
    vector_digest = excluded.vector_digest
