-- The last of several rows for one article counts. Rows that are the same already are not written. Inserted, updated, and
-- how many should have been.
WITH given AS MATERIALIZED (
    SELECT id AS asterism_id{values}
    FROM pg_temp.asterism_articles AS staged
    WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_articles AS later
                      WHERE later.id = staged.id AND later.place > staged.place)
), same AS (
    SELECT FROM given JOIN {articles} AS old ON old.{article_id} = given.asterism_id
    WHERE ({old_values}) IS NOT DISTINCT FROM ({given_values})
), written AS (
    INSERT INTO {articles} AS old ({article_id}{columns})
    SELECT asterism_id{columns} FROM given
    ON CONFLICT ({article_id}) DO UPDATE SET {updates}
    WHERE ({old_values}) IS DISTINCT FROM ({new_values})
    RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted), count(*) FILTER (WHERE NOT inserted),
       (SELECT count(*) FROM given) - (SELECT count(*) FROM same)
FROM written
