SELECT 1 FROM {articles}
WHERE {article_id} = ?1
    AND {title} IS ?2 AND {summary} IS ?3 AND {content} IS ?4 AND {url} IS ?5 AND {published_at} IS ?6;
