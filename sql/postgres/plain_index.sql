-- An index of one table that holds one column: its name.
SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2
WHERE i.indrelid = to_regclass($1) AND a.attnum = ANY (i.indkey::smallint[])
ORDER BY 1 LIMIT 1
