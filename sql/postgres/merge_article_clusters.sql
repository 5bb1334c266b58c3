-- Only rows that change are written, in id order, so that two writers of many articles wait for each other.
WITH given AS MATERIALIZED (
    SELECT DISTINCT ON (id) id, cluster FROM pg_temp.asterism_article_clusters ORDER BY id, place DESC
), changed AS MATERIALIZED (
    SELECT article.{article_id} AS id, given.cluster
    FROM {articles} AS article JOIN given ON given.id = article.{article_id}
    WHERE article.{cluster_id} IS DISTINCT FROM given.cluster
    ORDER BY article.{article_id}
)
UPDATE {articles} AS article SET {cluster_id} = changed.cluster FROM changed WHERE article.{article_id} = changed.id
