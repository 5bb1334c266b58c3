-- Version 2: which vectors this program wrote, of which model, made here of which text or brought (content_hash NULL),
-- and a digest by which each is known again (NULL: written before there was one). No key to articles, whose table may be
-- anybody's.
CREATE TABLE IF NOT EXISTS {vector_origins} (
    article_id {id_column_type} PRIMARY KEY,
    model text NOT NULL,
    content_hash text,
    vector_digest bigint
);
COMMENT ON TABLE {vector_origins} IS 'asterism: the vectors it wrote; content_hash NULL: brought, not made here';

-- Stories lie below a cluster, themes above: what clusters has, and where each belongs. A story's parent_id is its
-- cluster; a theme has none. Ids come from the clusters' counter. Vectors of any dimension, as in run_clusters.
CREATE TABLE IF NOT EXISTS {layer_clusters} (
    cluster_id bigint PRIMARY KEY,
    layer text NOT NULL CHECK (layer IN ('story', 'theme')),
    parent_id bigint,
    centroid vector NOT NULL,
    article_count bigint NOT NULL DEFAULT 0,
    metadata jsonb NOT NULL DEFAULT '{}',
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);
CREATE INDEX IF NOT EXISTS idx_layer_clusters_parent ON {layer_clusters} (parent_id);
COMMENT ON TABLE {layer_clusters} IS 'asterism: stories below the clusters and themes above; retired_at NULL: it lives';

-- The same of one run: labels count from 0 in each layer, parent is a label of the main layer, ids are NULL until the
-- run is published.
CREATE TABLE IF NOT EXISTS {run_layer_clusters} (
    run_id bigint NOT NULL REFERENCES {cluster_runs} ON DELETE CASCADE,
    layer text NOT NULL CHECK (layer IN ('story', 'theme')),
    label integer NOT NULL,
    parent integer,
    cluster_id bigint,
    parent_id bigint,
    centroid vector NOT NULL,
    article_count bigint NOT NULL,
    persistence double precision NOT NULL,
    metadata jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (run_id, layer, label)
);

-- The theme of a cluster and the story of an article: the label in the run, and the id once it is published. start_label:
-- the topic before anything was left out, where the next run begins; NULL where none was found.
ALTER TABLE {run_clusters}
    ADD COLUMN IF NOT EXISTS parent integer,
    ADD COLUMN IF NOT EXISTS parent_id bigint;
ALTER TABLE {cluster_assignments}
    ADD COLUMN IF NOT EXISTS start_label integer,
    ADD COLUMN IF NOT EXISTS story integer,
    ADD COLUMN IF NOT EXISTS story_id bigint,
    DROP CONSTRAINT IF EXISTS cluster_assignments_how_check,
    ADD CONSTRAINT cluster_assignments_how_check CHECK (how IN
        ('density', 'topic', 'noise', 'rejected', 'excluded', 'correction', 'attached', 'incremental', 'archived'));
ALTER TABLE {cluster_events}
    DROP CONSTRAINT IF EXISTS cluster_events_event_check,
    ADD CONSTRAINT cluster_events_event_check CHECK (event IN
        ('born', 'continued', 'died', 'grown', 'shrunk', 'split', 'merged', 'revived'));

UPDATE {counters} SET value = 2 WHERE name = 'schema_version' AND value < 2;
