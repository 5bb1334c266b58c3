INSERT INTO vector_origins (article_id, model, content_hash, vector_digest) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (article_id) DO UPDATE SET model = excluded.model, content_hash = excluded.content_hash,
    vector_digest = excluded.vector_digest;
