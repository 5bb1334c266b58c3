-- The short columns stand before the vector, so that reading them does not walk through its pages.
CREATE TABLE {embeddings} (
    {embeddings_article_id} {id_type} NOT NULL PRIMARY KEY{key_to_articles},
    model TEXT,
    content_hash TEXT,
    {embedding} BLOB
) STRICT;
