-- GIN indexes on the metadata of the clusters that serve @>: name, valid?
SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), i.indisvalid
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.relam
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'metadata'
WHERE i.indrelid = to_regclass($1) AND m.amname = 'gin' AND i.indpred IS NULL AND a.attnum = ANY (i.indkey::smallint[])
ORDER BY 1
