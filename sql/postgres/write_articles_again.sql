-- The rows that count_unwritten_articles counts, written whether or not that changes anything: who takes them?
WITH given AS MATERIALIZED (
    {given_articles}
), differing AS MATERIALIZED (
    SELECT given.* FROM given LEFT JOIN {articles} AS article ON article.{article_id} = given.asterism_id
    WHERE article.{article_id} IS NULL OR NOT ({is_same})
)
INSERT INTO {articles} AS article ({article_id}{columns})
SELECT asterism_id{columns} FROM differing
ON CONFLICT ({article_id}) {on_conflict_too}
