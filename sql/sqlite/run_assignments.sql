SELECT article_id, coalesce(cluster_id, -1), how FROM cluster_assignments WHERE run_id = ?1;
