CREATE TABLE {embeddings} (
    {embeddings_article_id} {id_column_type} PRIMARY KEY{key_to_articles},
    {embedding} vector({dimensions}),
    model text NOT NULL DEFAULT '',
    content_hash text NOT NULL DEFAULT ''
);
COMMENT ON TABLE {embeddings} IS 'asterism: one vector per article, by which model, of which text';
