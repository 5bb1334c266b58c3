-- The last of several rows for one article counts. Rows that are the same already are not written.
WITH written AS (
    INSERT INTO {articles} AS old ({article_id}{columns})
    SELECT id{values}
    FROM pg_temp.asterism_articles AS staged
    WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_articles AS later
                      WHERE later.id = staged.id AND later.place > staged.place)
    ON CONFLICT ({article_id}) DO UPDATE SET {updates}
    WHERE ({old_values}) IS DISTINCT FROM ({new_values})
    RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted), count(*) FILTER (WHERE NOT inserted) FROM written
