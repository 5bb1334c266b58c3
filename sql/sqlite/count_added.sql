UPDATE {clusters} SET article_count = article_count + ?2 WHERE cluster_id = ?1;
