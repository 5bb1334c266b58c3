-- Only rows that change are written, in id order, so that two writers of many articles wait for each other.
WITH changed AS MATERIALIZED (
    SELECT article.{article_id} AS id, staged.cluster_id AS cluster
    FROM {articles} AS article JOIN pg_temp.asterism_assignments AS staged ON staged.article_id = article.{article_id}
    WHERE article.{cluster_id} IS DISTINCT FROM staged.cluster_id
    ORDER BY article.{article_id}
)
UPDATE {articles} AS article SET {cluster_id} = changed.cluster FROM changed WHERE article.{article_id} = changed.id
