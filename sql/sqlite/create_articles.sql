-- Made only where no such table is; {id_type} follows an embeddings table that exists already.
CREATE TABLE {articles} (
    {article_id} {id_type} NOT NULL PRIMARY KEY,
    {cluster_id} INTEGER{optional_columns}
) STRICT;

CREATE INDEX idx_articles_cluster_id ON {articles} ({cluster_id});
