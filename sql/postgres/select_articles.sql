SELECT a.{article_id}, coalesce(a.{title}::text, ''), {summary_value}, {content_value}, {published_value}, {hash_value}, {model_value}
FROM {articles} a {join_embeddings}
ORDER BY a.{article_id}{by_bytes}
