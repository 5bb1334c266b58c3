-- jsonb_path_ops holds whole paths with their values: smaller and quicker for @>, which is all that is asked of it.
-- Clusters are few and written once a run, so entries go in at once and no search reads a pending list.
CREATE INDEX IF NOT EXISTS {index} ON {clusters} USING gin (metadata jsonb_path_ops) WITH (fastupdate = off)
