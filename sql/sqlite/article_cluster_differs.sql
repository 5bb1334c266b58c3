SELECT 1 FROM {articles} WHERE {article_id} = ?1 AND {cluster_id} IS NOT ?2;
