SELECT 1 FROM cluster_assignments WHERE run_id = ?1 AND article_id = ?2;
