-- Clusters retire, they are never deleted. A cluster whose centroid and metadata are unchanged leaves the
-- indexes alone: fillfactor gives the room.
CREATE TABLE {clusters} (
    cluster_id bigint PRIMARY KEY,
    centroid vector({dimensions}),
    article_count bigint NOT NULL DEFAULT 0,
    metadata jsonb NOT NULL DEFAULT '{}',
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
) WITH (fillfactor = 50);
COMMENT ON TABLE {clusters} IS 'asterism: the clusters with centroid and theme; retired_at NULL: it lives';
