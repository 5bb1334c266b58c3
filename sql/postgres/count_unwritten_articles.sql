-- Another writer may have stored the same meanwhile: what is not there as it was given?
SELECT count(*)
FROM (SELECT staged.id AS asterism_id{values} FROM pg_temp.asterism_articles AS staged
      LEFT JOIN (SELECT true AS asterism_is_there, * FROM {articles}) AS old ON old.{article_id} = staged.id
      WHERE NOT EXISTS (SELECT FROM pg_temp.asterism_articles AS later
                        WHERE later.id = staged.id AND later.place > staged.place)) AS given
LEFT JOIN {articles} AS article ON article.{article_id} = given.asterism_id
WHERE article.{article_id} IS NULL OR NOT ({is_same})
