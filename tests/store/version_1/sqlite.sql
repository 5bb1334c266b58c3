PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE articles (
    article_id INTEGER NOT NULL PRIMARY KEY,
    cluster_id INTEGER,
    title TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    published_at TEXT,
    summary TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "articles" VALUES(1,3,'Harbour opens','','2026-02-01T08:00:00Z','Harbour opens, at length.','');
INSERT INTO "articles" VALUES(2,3,'Ships return','','2026-02-02T08:00:00Z','Ships return, at length.','');
INSERT INTO "articles" VALUES(3,NULL,'A quiet port','','2026-02-03T08:00:00Z','A quiet port, at length.','');
INSERT INTO "articles" VALUES(4,2,'Rain until Friday','','2026-02-04T08:00:00Z','Rain until Friday, at length.','');
INSERT INTO "articles" VALUES(5,2,'Clouds and rain','','2026-02-05T08:00:00Z','Clouds and rain, at length.','');
INSERT INTO "articles" VALUES(6,3,'The long pier','','2026-02-06T08:00:00Z','The long pier, at length.','');
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
INSERT INTO "cluster_assignments" VALUES(1,1,0,1,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(1,2,0,1,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(1,3,0,1,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(1,4,1,2,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(1,5,1,2,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(1,6,-1,NULL,0.0,0.125,'noise');
INSERT INTO "cluster_assignments" VALUES(2,1,1,3,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(2,2,1,3,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(2,3,-1,NULL,0.0,0.125,'noise');
INSERT INTO "cluster_assignments" VALUES(2,4,0,2,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(2,5,0,2,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(2,6,1,3,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(4,1,0,NULL,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(4,2,0,NULL,0.75,0.125,'density');
INSERT INTO "cluster_assignments" VALUES(4,3,-1,NULL,0.0,0.125,'noise');
INSERT INTO "cluster_assignments" VALUES(4,4,-1,NULL,0.0,0.125,'noise');
INSERT INTO "cluster_assignments" VALUES(4,5,-1,NULL,0.0,0.125,'noise');
INSERT INTO "cluster_assignments" VALUES(4,6,0,NULL,0.75,0.125,'density');
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
INSERT INTO "cluster_events" VALUES(1,1,'born',1,NULL,0,0,3);
INSERT INTO "cluster_events" VALUES(2,1,'born',2,NULL,0,0,2);
INSERT INTO "cluster_events" VALUES(3,2,'continued',2,NULL,2,2,2);
INSERT INTO "cluster_events" VALUES(4,2,'born',3,NULL,0,0,3);
INSERT INTO "cluster_events" VALUES(5,2,'died',1,NULL,0,3,0);
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
INSERT INTO "cluster_runs" VALUES(1,'superseded','2026-03-01T02:00:00Z','2026-03-01T02:05:00Z','{"min_cluster_size": 2}','{"asterism": "0.1.0"}','{"stages": []}','00f1',6,2,1,0,NULL);
INSERT INTO "cluster_runs" VALUES(2,'published','2026-03-02T02:00:00Z','2026-03-02T02:05:00Z','{"min_cluster_size": 2}','{"asterism": "0.1.0"}','{"stages": []}','00f2',6,2,1,0,NULL);
INSERT INTO "cluster_runs" VALUES(3,'failed','2026-03-03T02:00:00Z','2026-03-03T02:05:00Z','{"min_cluster_size": 2}','{"asterism": "0.1.0"}','{"stages": []}','',0,0,0,0,'the disk was full');
INSERT INTO "cluster_runs" VALUES(4,'dry','2026-03-04T02:00:00Z','2026-03-04T02:05:00Z','{"min_cluster_size": 2}','{"asterism": "0.1.0"}','{"stages": []}','00f4',6,1,3,0,NULL);
CREATE TABLE clusters (
    cluster_id INTEGER PRIMARY KEY,
    article_count INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    retired_at TEXT,
    metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
    centroid BLOB NOT NULL
) STRICT;
INSERT INTO "clusters" VALUES(1,3,'2026-03-01T02:05:00Z','2026-03-01T02:05:00Z','2026-03-02T02:05:00Z','{"schema": 1, "label": "harbour", "label_source": "keywords", "keywords": [{"term": "harbour", "score": 1.5}]}',X'0000803F000000000000803E');
INSERT INTO "clusters" VALUES(2,2,'2026-03-01T02:05:00Z','2026-03-02T02:05:00Z',NULL,'{"schema": 1, "label": "rain", "label_source": "keywords", "keywords": [{"term": "rain", "score": 1.5}]}',X'000000000000803F0000803D');
INSERT INTO "clusters" VALUES(3,3,'2026-03-01T02:05:00Z','2026-03-02T02:05:00Z',NULL,'{"schema": 1, "label": "ships", "label_source": "keywords", "keywords": [{"term": "ships", "score": 1.5}]}',X'0000803F0000803D00000000');
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO "counters" VALUES('schema_version',1);
INSERT INTO "counters" VALUES('cluster_id',3);
INSERT INTO "counters" VALUES('dimensions',3);
CREATE TABLE embeddings (
    article_id INTEGER NOT NULL PRIMARY KEY REFERENCES articles (article_id) ON DELETE CASCADE,
    model TEXT,
    content_hash TEXT,
    embedding BLOB
) STRICT;
INSERT INTO "embeddings" VALUES(1,'lsa','aa01',X'0000803F0000000000000000');
INSERT INTO "embeddings" VALUES(2,'lsa','aa02',X'0000803F0000003E00000000');
INSERT INTO "embeddings" VALUES(3,'minilm','',X'00000000000000000000803F');
INSERT INTO "embeddings" VALUES(4,'minilm','',X'000000000000803F00000000');
INSERT INTO "embeddings" VALUES(5,'minilm','',X'000000000000803F0000003E');
CREATE TABLE models (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;
INSERT INTO "models" VALUES('spare',X'00FF','2026-03-01T02:00:00Z');
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
INSERT INTO "run_clusters" VALUES(1,0,1,3,0.5,'{"schema": 1, "label": "harbour", "label_source": "keywords", "keywords": [{"term": "harbour", "score": 1.5}]}',X'000000000000803F0000803E');
INSERT INTO "run_clusters" VALUES(1,1,2,2,0.5,'{"schema": 1, "label": "rain", "label_source": "keywords", "keywords": [{"term": "rain", "score": 1.5}]}',X'0000803F000000000000803E');
INSERT INTO "run_clusters" VALUES(2,0,2,2,0.5,'{"schema": 1, "label": "rain", "label_source": "keywords", "keywords": [{"term": "rain", "score": 1.5}]}',X'000000000000803F0000803E');
INSERT INTO "run_clusters" VALUES(2,1,3,3,0.5,'{"schema": 1, "label": "ships", "label_source": "keywords", "keywords": [{"term": "ships", "score": 1.5}]}',X'0000803F000000000000803E');
INSERT INTO "run_clusters" VALUES(4,0,NULL,3,0.5,'{"schema": 1, "label": "ships", "label_source": "keywords", "keywords": [{"term": "ships", "score": 1.5}]}',X'000000000000803F0000803E');
CREATE INDEX idx_articles_cluster_id ON articles (cluster_id);
CREATE UNIQUE INDEX idx_cluster_runs_published ON cluster_runs (status) WHERE status = 'published';
CREATE INDEX idx_cluster_events_run ON cluster_events (run_id);
CREATE INDEX idx_cluster_events_cluster ON cluster_events (cluster_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('cluster_runs',4);
COMMIT;
