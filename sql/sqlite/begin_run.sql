INSERT INTO cluster_runs (status, started_at, params, versions) VALUES ('running', ?1, ?2, ?3);
