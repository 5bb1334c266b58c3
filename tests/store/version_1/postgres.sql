CREATE SCHEMA reader;
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';
CREATE TABLE reader.articles (
    article_id bigint NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    content text DEFAULT ''::text NOT NULL,
    url text DEFAULT ''::text NOT NULL,
    published_at timestamp with time zone,
    cluster_id bigint
)
WITH (fillfactor='85');
COMMENT ON TABLE reader.articles IS 'asterism: the articles; cluster_id NULL: noise, not yet seen, or no usable vector';
CREATE TABLE reader.cluster_assignments (
    run_id bigint NOT NULL,
    article_id bigint NOT NULL,
    label integer NOT NULL,
    cluster_id bigint,
    probability double precision NOT NULL,
    outlier_score double precision NOT NULL,
    how text NOT NULL,
    CONSTRAINT cluster_assignments_how_check CHECK ((how = ANY (ARRAY['density'::text, 'noise'::text, 'rejected'::text, 'excluded'::text, 'correction'::text, 'attached'::text, 'incremental'::text])))
);
CREATE TABLE reader.cluster_events (
    run_id bigint NOT NULL,
    event text NOT NULL,
    cluster_id bigint NOT NULL,
    other_cluster_id bigint,
    shared bigint DEFAULT 0 NOT NULL,
    size_before bigint DEFAULT 0 NOT NULL,
    size_after bigint DEFAULT 0 NOT NULL,
    CONSTRAINT cluster_events_event_check CHECK ((event = ANY (ARRAY['born'::text, 'continued'::text, 'split'::text, 'merged'::text, 'died'::text])))
);
CREATE TABLE reader.cluster_runs (
    run_id bigint NOT NULL,
    status text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    params jsonb DEFAULT '{}'::jsonb NOT NULL,
    versions jsonb DEFAULT '{}'::jsonb NOT NULL,
    article_count bigint DEFAULT 0 NOT NULL,
    cluster_count bigint DEFAULT 0 NOT NULL,
    noise_count bigint DEFAULT 0 NOT NULL,
    rejected_count bigint DEFAULT 0 NOT NULL,
    metrics jsonb DEFAULT '{}'::jsonb NOT NULL,
    input_fingerprint text DEFAULT ''::text NOT NULL,
    error text,
    CONSTRAINT cluster_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'dry'::text, 'held'::text, 'published'::text, 'superseded'::text, 'failed'::text])))
);
CREATE TABLE reader.clusters (
    cluster_id bigint NOT NULL,
    centroid public.vector(3),
    article_count bigint DEFAULT 0 NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    first_seen timestamp with time zone DEFAULT now() NOT NULL,
    last_seen timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone
)
WITH (fillfactor='50');
COMMENT ON TABLE reader.clusters IS 'asterism: the clusters with centroid and theme; retired_at NULL: it lives';
CREATE TABLE reader.counters (
    name text NOT NULL,
    value bigint NOT NULL
);
CREATE TABLE reader.embeddings (
    article_id bigint NOT NULL,
    embedding public.vector(3),
    model text DEFAULT ''::text NOT NULL,
    content_hash text DEFAULT ''::text NOT NULL
);
COMMENT ON TABLE reader.embeddings IS 'asterism: one vector per article, by which model, of which text';
CREATE TABLE reader.models (
    name text NOT NULL,
    bytes bytea NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE reader.run_clusters (
    run_id bigint NOT NULL,
    label integer NOT NULL,
    cluster_id bigint,
    centroid public.vector NOT NULL,
    article_count bigint NOT NULL,
    persistence double precision NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL
);
INSERT INTO reader.articles VALUES (1, 'Harbour opens', 'Harbour opens, at length.', '', '', '2026-02-01 08:00:00+00', 3);
INSERT INTO reader.articles VALUES (2, 'Ships return', 'Ships return, at length.', '', '', '2026-02-02 08:00:00+00', 3);
INSERT INTO reader.articles VALUES (3, 'A quiet port', 'A quiet port, at length.', '', '', '2026-02-03 08:00:00+00', NULL);
INSERT INTO reader.articles VALUES (4, 'Rain until Friday', 'Rain until Friday, at length.', '', '', '2026-02-04 08:00:00+00', 2);
INSERT INTO reader.articles VALUES (5, 'Clouds and rain', 'Clouds and rain, at length.', '', '', '2026-02-05 08:00:00+00', 2);
INSERT INTO reader.articles VALUES (6, 'The long pier', 'The long pier, at length.', '', '', '2026-02-06 08:00:00+00', 3);
INSERT INTO reader.cluster_assignments VALUES (1, 1, 0, 1, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (1, 2, 0, 1, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (1, 3, 0, 1, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (1, 4, 1, 2, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (1, 5, 1, 2, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (1, 6, -1, NULL, 0, 0.125, 'noise');
INSERT INTO reader.cluster_assignments VALUES (2, 1, 1, 3, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (2, 2, 1, 3, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (2, 3, -1, NULL, 0, 0.125, 'noise');
INSERT INTO reader.cluster_assignments VALUES (2, 4, 0, 2, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (2, 5, 0, 2, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (2, 6, 1, 3, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (4, 1, 0, NULL, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (4, 2, 0, NULL, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_assignments VALUES (4, 3, -1, NULL, 0, 0.125, 'noise');
INSERT INTO reader.cluster_assignments VALUES (4, 4, -1, NULL, 0, 0.125, 'noise');
INSERT INTO reader.cluster_assignments VALUES (4, 5, -1, NULL, 0, 0.125, 'noise');
INSERT INTO reader.cluster_assignments VALUES (4, 6, 0, NULL, 0.75, 0.125, 'density');
INSERT INTO reader.cluster_events VALUES (1, 'born', 1, NULL, 0, 0, 3);
INSERT INTO reader.cluster_events VALUES (1, 'born', 2, NULL, 0, 0, 2);
INSERT INTO reader.cluster_events VALUES (2, 'continued', 2, NULL, 2, 2, 2);
INSERT INTO reader.cluster_events VALUES (2, 'born', 3, NULL, 0, 0, 3);
INSERT INTO reader.cluster_events VALUES (2, 'died', 1, NULL, 0, 3, 0);
INSERT INTO reader.cluster_runs VALUES (1, 'superseded', '2026-03-01 02:00:00+00', '2026-03-01 02:05:00+00', '{"min_cluster_size": 2}', '{"asterism": "0.1.0"}', 6, 2, 1, 0, '{"stages": []}', '00f1', NULL);
INSERT INTO reader.cluster_runs VALUES (2, 'published', '2026-03-02 02:00:00+00', '2026-03-02 02:05:00+00', '{"min_cluster_size": 2}', '{"asterism": "0.1.0"}', 6, 2, 1, 0, '{"stages": []}', '00f2', NULL);
INSERT INTO reader.cluster_runs VALUES (3, 'failed', '2026-03-03 02:00:00+00', '2026-03-03 02:05:00+00', '{"min_cluster_size": 2}', '{"asterism": "0.1.0"}', 0, 0, 0, 0, '{"stages": []}', '', 'the disk was full');
INSERT INTO reader.cluster_runs VALUES (4, 'dry', '2026-03-04 02:00:00+00', '2026-03-04 02:05:00+00', '{"min_cluster_size": 2}', '{"asterism": "0.1.0"}', 6, 1, 3, 0, '{"stages": []}', '00f4', NULL);
INSERT INTO reader.clusters VALUES (1, '[1,0,0.25]', 3, '{"label": "harbour", "schema": 1, "keywords": [{"term": "harbour", "score": 1.5}], "label_source": "keywords"}', '2026-03-01 02:05:00+00', '2026-03-01 02:05:00+00', '2026-03-02 02:05:00+00');
INSERT INTO reader.clusters VALUES (2, '[0,1,0.0625]', 2, '{"label": "rain", "schema": 1, "keywords": [{"term": "rain", "score": 1.5}], "label_source": "keywords"}', '2026-03-01 02:05:00+00', '2026-03-02 02:05:00+00', NULL);
INSERT INTO reader.clusters VALUES (3, '[1,0.0625,0]', 3, '{"label": "ships", "schema": 1, "keywords": [{"term": "ships", "score": 1.5}], "label_source": "keywords"}', '2026-03-01 02:05:00+00', '2026-03-02 02:05:00+00', NULL);
INSERT INTO reader.counters VALUES ('schema_version', 1);
INSERT INTO reader.counters VALUES ('cluster_id', 3);
INSERT INTO reader.counters VALUES ('run_id', 4);
INSERT INTO reader.embeddings VALUES (1, '[1,0,0]', 'lsa', 'aa01');
INSERT INTO reader.embeddings VALUES (2, '[1,0.125,0]', 'lsa', 'aa02');
INSERT INTO reader.embeddings VALUES (3, '[0,0,1]', 'minilm', '');
INSERT INTO reader.embeddings VALUES (4, '[0,1,0]', 'minilm', '');
INSERT INTO reader.embeddings VALUES (5, '[0,1,0.125]', 'minilm', '');
INSERT INTO reader.models VALUES ('spare', '\x00ff', '2026-03-01 02:00:00+00');
INSERT INTO reader.run_clusters VALUES (1, 0, 1, '[0,1,0.25]', 3, 0.5, '{"label": "harbour", "schema": 1, "keywords": [{"term": "harbour", "score": 1.5}], "label_source": "keywords"}');
INSERT INTO reader.run_clusters VALUES (1, 1, 2, '[1,0,0.25]', 2, 0.5, '{"label": "rain", "schema": 1, "keywords": [{"term": "rain", "score": 1.5}], "label_source": "keywords"}');
INSERT INTO reader.run_clusters VALUES (2, 0, 2, '[0,1,0.25]', 2, 0.5, '{"label": "rain", "schema": 1, "keywords": [{"term": "rain", "score": 1.5}], "label_source": "keywords"}');
INSERT INTO reader.run_clusters VALUES (2, 1, 3, '[1,0,0.25]', 3, 0.5, '{"label": "ships", "schema": 1, "keywords": [{"term": "ships", "score": 1.5}], "label_source": "keywords"}');
INSERT INTO reader.run_clusters VALUES (4, 0, NULL, '[0,1,0.25]', 3, 0.5, '{"label": "ships", "schema": 1, "keywords": [{"term": "ships", "score": 1.5}], "label_source": "keywords"}');
ALTER TABLE ONLY reader.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (article_id);
ALTER TABLE ONLY reader.cluster_assignments
    ADD CONSTRAINT cluster_assignments_pkey PRIMARY KEY (run_id, article_id);
ALTER TABLE ONLY reader.cluster_runs
    ADD CONSTRAINT cluster_runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY reader.clusters
    ADD CONSTRAINT clusters_pkey PRIMARY KEY (cluster_id);
ALTER TABLE ONLY reader.counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY (name);
ALTER TABLE ONLY reader.embeddings
    ADD CONSTRAINT embeddings_pkey PRIMARY KEY (article_id);
ALTER TABLE ONLY reader.models
    ADD CONSTRAINT models_pkey PRIMARY KEY (name);
ALTER TABLE ONLY reader.run_clusters
    ADD CONSTRAINT run_clusters_pkey PRIMARY KEY (run_id, label);
CREATE INDEX idx_cluster_events_cluster ON reader.cluster_events USING btree (cluster_id, run_id);
CREATE INDEX idx_cluster_events_run ON reader.cluster_events USING btree (run_id);
CREATE UNIQUE INDEX idx_cluster_runs_published ON reader.cluster_runs USING btree (status) WHERE (status = 'published'::text);
CREATE INDEX idx_clusters_gin ON reader.clusters USING gin (metadata jsonb_path_ops) WITH (fastupdate=off);
CREATE INDEX idx_clusters_hnsw ON reader.clusters USING hnsw (centroid public.vector_cosine_ops);
CREATE INDEX idx_embeddings_hnsw ON reader.embeddings USING hnsw (embedding public.vector_cosine_ops);
ALTER TABLE ONLY reader.cluster_assignments
    ADD CONSTRAINT cluster_assignments_run_id_fkey FOREIGN KEY (run_id) REFERENCES reader.cluster_runs(run_id) ON DELETE CASCADE;
ALTER TABLE ONLY reader.cluster_events
    ADD CONSTRAINT cluster_events_run_id_fkey FOREIGN KEY (run_id) REFERENCES reader.cluster_runs(run_id) ON DELETE CASCADE;
ALTER TABLE ONLY reader.embeddings
    ADD CONSTRAINT embeddings_article_id_fkey FOREIGN KEY (article_id) REFERENCES reader.articles(article_id) ON DELETE CASCADE;
ALTER TABLE ONLY reader.run_clusters
    ADD CONSTRAINT run_clusters_run_id_fkey FOREIGN KEY (run_id) REFERENCES reader.cluster_runs(run_id) ON DELETE CASCADE;
