-- Version 2: which vectors this program wrote, of which model, made here of which text or brought (content_hash NULL),
-- and a digest by which each is known again (NULL: written before there was one). No key to articles, whose table may be
-- anybody's.
CREATE TABLE IF NOT EXISTS {vector_origins} (
    article_id {id_column_type} PRIMARY KEY,
    model text NOT NULL,
    content_hash text,
    vector_digest bigint
);
COMMENT ON TABLE {vector_origins} IS 'asterism: the vectors it wrote; content_hash NULL: brought, not made here';

UPDATE {counters} SET value = 2 WHERE name = 'schema_version' AND value < 2;
