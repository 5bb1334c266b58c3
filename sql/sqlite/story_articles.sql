SELECT article.{article_id}, {title_or_beginning}, assignment.probability
FROM cluster_assignments AS assignment
JOIN {articles} AS article ON article.{article_id} = assignment.article_id
WHERE assignment.run_id = (SELECT run_id FROM cluster_runs WHERE status = 'published') AND assignment.story_id = ?1
ORDER BY assignment.probability DESC, article.{article_id} COLLATE BINARY LIMIT ?2;
