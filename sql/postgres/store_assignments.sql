INSERT INTO {cluster_assignments}
    (run_id, article_id, label, cluster_id, probability, outlier_score, how, start_label, story, story_id)
SELECT $1::bigint, article_id, label, cluster_id, probability, outlier_score, how, start_label, story, story_id
FROM pg_temp.asterism_assignments ORDER BY article_id
