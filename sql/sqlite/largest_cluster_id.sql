SELECT max(cluster_id) FROM {clusters};
