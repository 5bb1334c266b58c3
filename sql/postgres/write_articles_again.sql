-- The rows that count_unwritten_articles counts, written whether or not that changes anything: who takes them?
WITH given AS MATERIALIZED (
    SELECT staged.id AS asterism_id{values}
    FROM pg_temp.asterism_articles AS staged
    LEFT JOIN (SELECT true AS asterism_is_there, * FROM {articles}) AS old ON old.{article_id} = staged.id
    WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_articles AS later
                      WHERE later.id = staged.id AND later.place > staged.place)
), differing AS MATERIALIZED (
    SELECT given.* FROM given LEFT JOIN {articles} AS article ON article.{article_id} = given.asterism_id
    WHERE article.{article_id} IS NULL OR NOT ({is_same})
)
INSERT INTO {articles} AS article ({article_id}{columns})
SELECT asterism_id{columns} FROM differing
ON CONFLICT ({article_id}) {on_conflict_too}
