-- What stands in the way of one column: a key to another table than ours, a unique index, a condition on it alone or with
-- others, partitions by it, a rule in place of every update.
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
SELECT CASE WHEN k.conkey = ARRAY[a.attnum] THEN 'check' ELSE 'checks' END,
       format('ALTER TABLE %s DROP CONSTRAINT %I;', $1::text, k.conname), pg_get_expr(k.conbin, k.conrelid)
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = $2 AND a.attnum = ANY (k.conkey)
WHERE k.conrelid = to_regclass($1::text) AND k.contype = 'c'
UNION ALL
-- Partitions by this column, and none for values that are in no other.
SELECT 'partition', format('CREATE TABLE %I.%I PARTITION OF %s DEFAULT;', n.nspname, c.relname || '_others', c.oid::regclass),
       c.oid::regclass::text
FROM pg_catalog.pg_partition_tree(to_regclass($1::text)) AS tree
JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = tree.relid AND p.partstrat <> 'h' AND p.partdefid = 0
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attname = $2 AND a.attnum = ANY (p.partattrs::smallint[])
JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
UNION ALL
SELECT 'rule', format('DROP RULE %I ON %s;', r.rulename, $1::text), quote_ident(r.rulename)
FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND c.relkind IN ('r', 'p')
WHERE r.ev_class = to_regclass($1::text) AND r.ev_type = '2' AND r.is_instead AND r.ev_qual = '<>' AND r.ev_enabled IN ('O', 'A')
ORDER BY 1, 2
