UPDATE run_clusters SET article_count = article_count + ?3 WHERE run_id = ?1 AND label = ?2;
