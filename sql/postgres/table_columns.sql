-- The columns of one table: made by us?, name, base type, type as declared, collation of its own, type modifier.
SELECT coalesce(obj_description(c.oid, 'pg_class') LIKE 'asterism:%', false),
       a.attname,
       base.typname,
       format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation NOT IN (0, base.typcollation)
            THEN ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname) ELSE '' END,
       coalesce(nullif(a.atttypmod, -1), nullif(t.typtypmod, -1), 0)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type base ON base.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
WHERE c.oid = to_regclass($1)
