UPDATE {articles} SET {cluster_id} = ?2 WHERE {article_id} = ?1 AND {cluster_id} IS NOT ?2;
