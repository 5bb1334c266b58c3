-- Version 2: which vectors this program wrote, of which model, made here of which text or brought (content_hash NULL),
-- and a digest by which each is known again (NULL: written before there was one).
CREATE TABLE vector_origins (
    article_id ANY NOT NULL PRIMARY KEY,
    model TEXT NOT NULL,
    content_hash TEXT,
    vector_digest INTEGER
) STRICT, WITHOUT ROWID;

-- Stories lie below a cluster, themes above: what clusters has, and where each belongs. A story's parent_id is its
-- cluster; a theme has none. Ids come from the clusters' counter.
CREATE TABLE layer_clusters (
    cluster_id INTEGER PRIMARY KEY,
    layer TEXT NOT NULL CHECK (layer IN ('story', 'theme')),
    parent_id INTEGER,
    article_count INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    retired_at TEXT,
    metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
    centroid BLOB NOT NULL
) STRICT;

CREATE INDEX idx_layer_clusters_parent ON layer_clusters (parent_id);

-- The same of one run: labels count from 0 in each layer, parent is a label of the main layer, ids are NULL until the
-- run is published.
CREATE TABLE run_layer_clusters (
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    layer TEXT NOT NULL CHECK (layer IN ('story', 'theme')),
    label INTEGER NOT NULL,
    parent INTEGER,
    cluster_id INTEGER,
    parent_id INTEGER,
    article_count INTEGER NOT NULL,
    persistence REAL NOT NULL,
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    centroid BLOB NOT NULL,
    PRIMARY KEY (run_id, layer, label)
) STRICT;

-- The theme of a cluster: its label in the run, and its id once it is published.
ALTER TABLE run_clusters ADD COLUMN parent INTEGER;
ALTER TABLE run_clusters ADD COLUMN parent_id INTEGER;
CREATE INDEX idx_run_clusters_cluster ON run_clusters (run_id, cluster_id);

-- start_label: the topic before anything was left out, where the next run begins; NULL where none was found. story: the
-- label in the run, and the id once it is published.
-- A condition cannot be changed in place, so both tables are made anew. Views that name them stay as they are: with
-- legacy_alter_table a renaming leaves them alone.
CREATE TABLE new_cluster_assignments (
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    article_id ANY NOT NULL,
    label INTEGER NOT NULL,
    cluster_id INTEGER,
    probability REAL NOT NULL,
    outlier_score REAL,
    how TEXT NOT NULL CHECK (how IN ('density', 'topic', 'noise', 'rejected', 'excluded', 'correction', 'attached',
        'incremental', 'archived')),
    start_label INTEGER,
    story INTEGER,
    story_id INTEGER,
    PRIMARY KEY (run_id, article_id)
) STRICT, WITHOUT ROWID;

INSERT INTO new_cluster_assignments (run_id, article_id, label, cluster_id, probability, outlier_score, how)
SELECT run_id, article_id, label, cluster_id, probability, outlier_score, how FROM cluster_assignments
ORDER BY run_id, article_id;

CREATE TABLE new_cluster_events (
    event_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES cluster_runs (run_id) ON DELETE CASCADE,
    event TEXT NOT NULL CHECK (event IN
        ('born', 'continued', 'died', 'grown', 'shrunk', 'split', 'merged', 'revived')),
    cluster_id INTEGER NOT NULL,
    other_cluster_id INTEGER,
    shared INTEGER NOT NULL,
    size_before INTEGER NOT NULL,
    size_after INTEGER NOT NULL
) STRICT;

INSERT INTO new_cluster_events
    (event_id, run_id, event, cluster_id, other_cluster_id, shared, size_before, size_after)
SELECT event_id, run_id, event, cluster_id, other_cluster_id, shared, size_before, size_after FROM cluster_events
ORDER BY event_id;

DROP TABLE cluster_assignments;
DROP TABLE cluster_events;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_cluster_assignments RENAME TO cluster_assignments;
ALTER TABLE new_cluster_events RENAME TO cluster_events;
PRAGMA legacy_alter_table = OFF;

CREATE INDEX idx_cluster_events_run ON cluster_events (run_id);
CREATE INDEX idx_cluster_events_cluster ON cluster_events (cluster_id);
