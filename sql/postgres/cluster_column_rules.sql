-- What stands in the way of one column: a key to another table than ours, a unique index, a condition on it alone.
-- $1 the table, $2 the column, $3 our clusters. Kind, the statement that takes it away, what it says.
SELECT 'key', format('ALTER TABLE %s DROP CONSTRAINT %I;', $1::text, k.conname), k.confrelid::regclass::text
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = $2 AND a.attnum = ANY (k.conkey)
WHERE k.conrelid = to_regclass($1::text) AND k.contype = 'f' AND k.confrelid IS DISTINCT FROM to_regclass($3::text)
UNION ALL
SELECT 'unique',
       CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s;', i.indexrelid::regclass)
            ELSE format('ALTER TABLE %s DROP CONSTRAINT %I;', $1::text, k.conname) END,
       i.indexrelid::regclass::text
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2 AND i.indkey[0] = a.attnum
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
WHERE i.indrelid = to_regclass($1::text) AND i.indisunique AND i.indnkeyatts = 1
UNION ALL
SELECT 'check', format('ALTER TABLE %s DROP CONSTRAINT %I;', $1::text, k.conname),
       pg_get_expr(k.conbin, k.conrelid)
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = $2 AND k.conkey = ARRAY[a.attnum]
WHERE k.conrelid = to_regclass($1::text) AND k.contype = 'c'
ORDER BY 1, 2
