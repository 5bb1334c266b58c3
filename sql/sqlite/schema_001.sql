-- Version 1 of the tables that are Asterism's own. Applied once, inside the transaction of `asterism init`.
-- Ids of articles are of type ANY, so that integers and texts stay what they are in the source.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

INSERT INTO counters (name, value) VALUES ('schema_version', 1), ('cluster_id', 0);

CREATE TABLE models (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE cluster_runs (
    run_id INTEGER PRIMARY KEY AUTOINCREMENT,
    status TEXT NOT NULL CHECK (status IN ('running', 'dry', 'held', 'published', 'superseded', 'failed')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    params TEXT NOT NULL CHECK (json_valid(params)),
    versions TEXT NOT NULL CHECK (json_valid(versions)),
    metrics TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metrics)),
    input_fingerprint TEXT NOT NULL DEFAULT '',
    article_count INTEGER NOT NULL DEFAULT 0,
    cluster_count INTEGER NOT NULL DEFAULT 0,
    noise_count INTEGER NOT NULL DEFAULT 0,
    rejected_count INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;

-- At most one run is the published one.
CREATE UNIQUE INDEX idx_cluster_runs_published ON cluster_runs (status) WHERE status = 'published';

CREATE TABLE run_clusters (
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    label INTEGER NOT NULL,
    cluster_id INTEGER,
    article_count INTEGER NOT NULL,
    persistence REAL NOT NULL,
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    centroid BLOB NOT NULL,
    PRIMARY KEY (run_id, label)
) STRICT;

CREATE TABLE cluster_assignments (
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    article_id ANY NOT NULL,
    label INTEGER NOT NULL,
    cluster_id INTEGER,
    probability REAL NOT NULL,
    outlier_score REAL,
    how TEXT NOT NULL CHECK (how IN ('density', 'noise', 'rejected', 'excluded', 'correction', 'attached', 'incremental')),
    PRIMARY KEY (run_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster_events (
    event_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    event TEXT NOT NULL CHECK (event IN ('born', 'continued', 'split', 'merged', 'died')),
    cluster_id INTEGER NOT NULL,
    other_cluster_id INTEGER,
    shared INTEGER NOT NULL,
    size_before INTEGER NOT NULL,
    size_after INTEGER NOT NULL
) STRICT;

CREATE INDEX idx_cluster_events_run ON cluster_events (run_id);
CREATE INDEX idx_cluster_events_cluster ON cluster_events (cluster_id);
