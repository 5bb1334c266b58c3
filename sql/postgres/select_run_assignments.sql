SELECT article_id, label, probability, outlier_score, how, coalesce(start_label, -1), coalesce(story, -1)
FROM {cluster_assignments} WHERE run_id = {run} ORDER BY article_id{by_bytes}
