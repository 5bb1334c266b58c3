SELECT article.{article_id}::text, {title_or_beginning}, coalesce(assignment.probability, 0)
FROM {articles} AS article
LEFT JOIN {cluster_assignments} AS assignment
    ON assignment.run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published')
    AND assignment.article_id = article.{article_id}
WHERE article.{cluster_id} = $1 AND article.{article_id} IS NOT NULL
ORDER BY 3 DESC, article.{article_id}{by_bytes} LIMIT $2::bigint
