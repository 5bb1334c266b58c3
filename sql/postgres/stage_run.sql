-- What a run says, before it is spread over the tables. A DROP by ON COMMIT leaves nothing behind a pooler.
CREATE TEMPORARY TABLE asterism_clusters (
    layer text, label integer, cluster_id bigint, centroid vector, article_count bigint, persistence double precision,
    metadata text, parent integer, parent_id bigint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE asterism_layer_clusters (LIKE pg_temp.asterism_clusters) ON COMMIT DROP;
CREATE TEMPORARY TABLE asterism_assignments ON COMMIT DROP AS
SELECT article_id, label, cluster_id, probability, outlier_score, how, start_label, story, story_id
FROM {cluster_assignments} WITH NO DATA;
