SELECT article_id, label, probability, outlier_score, how
FROM cluster_assignments WHERE run_id = ?1 ORDER BY article_id;
