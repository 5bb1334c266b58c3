CREATE TABLE {clusters} (
    cluster_id INTEGER PRIMARY KEY,
    article_count INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    retired_at TEXT,
    metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
    centroid BLOB NOT NULL
) STRICT;
