SELECT article.{article_id}::text, {title_or_beginning}, assignment.probability
FROM {cluster_assignments} AS assignment
JOIN {articles} AS article ON article.{article_id} = assignment.article_id
WHERE assignment.run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published') AND assignment.story_id = $1
ORDER BY 3 DESC, article.{article_id}{by_bytes} LIMIT $2::bigint
