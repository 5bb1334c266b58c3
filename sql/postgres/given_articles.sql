-- A part of others: the staged articles with the values that the table shall have. The last of several rows for one
-- article counts.
SELECT staged.id AS asterism_id{values}
FROM pg_temp.asterism_articles AS staged
LEFT JOIN (SELECT true AS asterism_is_there, * FROM {articles}) AS old ON old.{article_id} = staged.id
WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_articles AS later
                  WHERE later.id = staged.id AND later.place > staged.place)
