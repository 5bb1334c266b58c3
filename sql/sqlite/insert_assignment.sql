INSERT INTO cluster_assignments
    (run_id, article_id, label, cluster_id, probability, outlier_score, how, start_label, story, story_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
