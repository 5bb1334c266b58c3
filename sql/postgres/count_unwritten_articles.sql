-- Another writer may have stored the same meanwhile: what is not there as it was given?
SELECT count(*)
FROM ({given_articles}) AS given
LEFT JOIN {articles} AS article ON article.{article_id} = given.asterism_id
WHERE article.{article_id} IS NULL OR NOT ({is_same})
