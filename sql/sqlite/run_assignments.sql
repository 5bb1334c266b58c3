SELECT article_id, coalesce(assignment.cluster_id, -1), how, coalesce(story_id, -1), coalesce(cluster.parent_id, -1)
FROM cluster_assignments AS assignment
LEFT JOIN run_clusters AS cluster ON cluster.run_id = assignment.run_id AND cluster.label = assignment.label
WHERE assignment.run_id = ?1;
