SELECT assignment.article_id, assignment.cluster_id, assignment.how, assignment.story_id, cluster.parent_id
FROM {cluster_assignments} AS assignment
LEFT JOIN {run_clusters} AS cluster ON cluster.run_id = assignment.run_id AND cluster.label = assignment.label
WHERE assignment.run_id = (SELECT run_id FROM {cluster_runs} WHERE status = 'published')
