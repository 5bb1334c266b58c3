-- Rows that are the same already are not written. Inserted, updated, how many should have been, and texts longer than
-- their column.
WITH given AS MATERIALIZED (
    {given_articles}
), same AS (
    SELECT FROM given JOIN {articles} AS article ON article.{article_id} = given.asterism_id WHERE {is_same}
), written AS (
    INSERT INTO {articles} AS article ({article_id}{columns})
    SELECT asterism_id{columns} FROM given
    ON CONFLICT ({article_id}) {on_conflict}
    RETURNING {is_new} AS inserted
)
SELECT count(*) FILTER (WHERE inserted), count(*) FILTER (WHERE NOT inserted),
       (SELECT count(*) FROM given) - (SELECT count(*) FROM same),
       (SELECT coalesce(sum({too_long}), 0) FROM pg_temp.asterism_articles)
FROM written
