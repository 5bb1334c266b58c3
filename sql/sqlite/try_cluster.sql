UPDATE {articles} SET {cluster_id} = ?1 WHERE {article_id} = (SELECT {article_id} FROM {articles} LIMIT 1);
