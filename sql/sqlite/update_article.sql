UPDATE {articles} SET {title} = ?2, {summary} = ?3, {content} = ?4, {url} = ?5, {published_at} = ?6
WHERE {article_id} = ?1
    AND ({title} IS NOT ?2 OR {summary} IS NOT ?3 OR {content} IS NOT ?4 OR {url} IS NOT ?5 OR {published_at} IS NOT ?6);
