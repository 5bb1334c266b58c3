-- Approximate-neighbour indexes of one table on one column, plain or inside an expression: name, valid?
SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), i.indisvalid
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.relam
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2
WHERE i.indrelid = to_regclass($1) AND m.amname IN ('hnsw', 'ivfflat')
  AND (a.attnum = ANY (i.indkey::smallint[])
       OR EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                    AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum))
ORDER BY 1
