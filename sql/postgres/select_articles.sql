SELECT a.{article_id}, {title_value}, {summary_value}, {content_value}, {published_value},
       coalesce(o.content_hash, ''), coalesce(o.model, '')
FROM {articles} a LEFT JOIN {vector_origins} o ON o.article_id = a.{article_id}
WHERE a.{article_id} IS NOT NULL
ORDER BY a.{article_id}{by_bytes}
