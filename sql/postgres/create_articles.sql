-- fillfactor leaves room on each page for the next cluster_id of its rows, so that most updates touch no index.
CREATE TABLE {articles} (
    {article_id} {id_column_type} PRIMARY KEY,
    {optional_columns}{cluster_id} bigint
) WITH (fillfactor = 85);
COMMENT ON TABLE {articles} IS 'asterism: the articles; cluster_id NULL: noise, not yet seen, or no usable vector';
