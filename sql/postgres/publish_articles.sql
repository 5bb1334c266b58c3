-- Noise has an assignment without a cluster and gets NULL, an article outside the run finds none and gets it too. Only rows that change are written, in id order, so that
-- two writers of many articles wait for each other. (Locking them in a pass of its own would cost half as much again; a
-- deadlock that the planner's choice of join leaves possible is retried.)
WITH changed AS MATERIALIZED (
    SELECT article.{article_id} AS id, assignment.cluster_id AS cluster
    FROM {articles} AS article
    LEFT JOIN pg_temp.asterism_assignments AS assignment ON assignment.article_id = article.{article_id}
    WHERE article.{cluster_id} IS DISTINCT FROM assignment.cluster_id
    ORDER BY article.{article_id}
)
UPDATE {articles} AS article SET {cluster_id} = changed.cluster FROM changed WHERE article.{article_id} = changed.id
