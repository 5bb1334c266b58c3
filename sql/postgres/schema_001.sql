-- Version 1 of the bookkeeping tables. History hangs on cluster_runs and holds no key to articles, so that deleting an
-- article does not rewrite the past. run_clusters takes vectors of any dimension: old runs outlive a change of it.
-- One row per kind of id, and the version of these tables. Rows, not sequences: those burn numbers on every rollback.
CREATE TABLE IF NOT EXISTS {counters} (
    name text PRIMARY KEY,
    value bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS {cluster_runs} (
    run_id bigint PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('running', 'dry', 'held', 'published', 'superseded', 'failed')),
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    params jsonb NOT NULL DEFAULT '{}',
    versions jsonb NOT NULL DEFAULT '{}',
    article_count bigint NOT NULL DEFAULT 0,
    cluster_count bigint NOT NULL DEFAULT 0,
    noise_count bigint NOT NULL DEFAULT 0,
    rejected_count bigint NOT NULL DEFAULT 0,
    metrics jsonb NOT NULL DEFAULT '{}',
    input_fingerprint text NOT NULL DEFAULT '',
    error text
);
-- At most one run is the published one.
CREATE UNIQUE INDEX IF NOT EXISTS idx_cluster_runs_published ON {cluster_runs} (status) WHERE status = 'published';

CREATE TABLE IF NOT EXISTS {run_clusters} (
    run_id bigint NOT NULL REFERENCES {cluster_runs} ON DELETE CASCADE,
    label integer NOT NULL,
    cluster_id bigint,
    centroid vector NOT NULL,
    article_count bigint NOT NULL,
    persistence double precision NOT NULL,
    metadata jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (run_id, label)
);

CREATE TABLE IF NOT EXISTS {cluster_assignments} (
    run_id bigint NOT NULL REFERENCES {cluster_runs} ON DELETE CASCADE,
    article_id {id_column_type} NOT NULL,
    label integer NOT NULL,
    cluster_id bigint,
    probability double precision NOT NULL,
    outlier_score double precision NOT NULL,
    how text NOT NULL CHECK (how IN
        ('density', 'noise', 'rejected', 'excluded', 'correction', 'attached', 'incremental')),
    PRIMARY KEY (run_id, article_id)
);

CREATE TABLE IF NOT EXISTS {cluster_events} (
    run_id bigint NOT NULL REFERENCES {cluster_runs} ON DELETE CASCADE,
    event text NOT NULL CHECK (event IN ('born', 'continued', 'split', 'merged', 'died')),
    cluster_id bigint NOT NULL,
    other_cluster_id bigint,
    shared bigint NOT NULL DEFAULT 0,
    size_before bigint NOT NULL DEFAULT 0,
    size_after bigint NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS idx_cluster_events_cluster ON {cluster_events} (cluster_id, run_id);
CREATE INDEX IF NOT EXISTS idx_cluster_events_run ON {cluster_events} (run_id);

CREATE TABLE IF NOT EXISTS {models} (
    name text PRIMARY KEY,
    bytes bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO {counters} (name, value)
VALUES ('cluster_id', (SELECT coalesce(max(cluster_id), 0) FROM {clusters})), ('run_id', 0), ('schema_version', 1)
ON CONFLICT DO NOTHING;
