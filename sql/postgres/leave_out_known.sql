-- Of rows that are to be added to a run: those that it has, and those whose article is gone.
DELETE FROM pg_temp.asterism_assignments AS staged
WHERE EXISTS (SELECT FROM {cluster_assignments} AS assignment
              WHERE assignment.run_id = $1::bigint AND assignment.article_id = staged.article_id)
   OR NOT EXISTS (SELECT FROM {articles} AS article WHERE article.{article_id} = staged.article_id)
