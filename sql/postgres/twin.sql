-- A table or view whose name differs from $2 in capitals alone.
SELECT c.relname
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND lower(c.relname) = lower($2) AND c.relname <> $2
ORDER BY 1 LIMIT 1
