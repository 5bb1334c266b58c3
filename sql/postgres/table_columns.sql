-- The columns of one table or view: made by us?, name, base type, type as declared, collation of its own, type modifier;
-- kind of relation, category of the type, may be NULL?, can be written?, filled in when left out?, a domain?
WITH RECURSIVE based AS (
    SELECT a.attrelid, a.attnum, t.oid, t.typtype, t.typbasetype, nullif(a.atttypmod, -1) AS modifier, a.attnotnull AS required,
           t.typdefaultbin IS NOT NULL AS filled
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT b.attrelid, b.attnum, t.oid, t.typtype, t.typbasetype,
           coalesce(b.modifier, (SELECT nullif(d.typtypmod, -1) FROM pg_catalog.pg_type d WHERE d.oid = b.oid)),
           b.required OR (SELECT d.typnotnull FROM pg_catalog.pg_type d WHERE d.oid = b.oid),
           b.filled OR t.typdefaultbin IS NOT NULL
    FROM based b JOIN pg_catalog.pg_type t ON t.oid = b.typbasetype
    WHERE b.typtype = 'd'
)
SELECT coalesce(obj_description(c.oid, 'pg_class') LIKE 'asterism:%', false),
       a.attname,
       base.typname,
       format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation NOT IN (0, base.typcollation)
            THEN ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname) ELSE '' END,
       coalesce(b.modifier, 0),
       c.relkind,
       base.typcategory,
       NOT b.required,
       CASE WHEN c.relkind IN ('r', 'p') THEN a.attgenerated = '' AND a.attidentity <> 'a'
            -- A trigger INSTEAD OF UPDATE (64 + 16) takes every column.
            WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid AND g.tgtype & 80 = 80) THEN true
            ELSE pg_column_is_updatable(c.oid, a.attnum, false) END,
       a.atthasdef OR a.attidentity <> '' OR b.filled,
       a.atttypid <> base.oid
FROM based b
JOIN pg_catalog.pg_class c ON c.oid = b.attrelid
JOIN pg_catalog.pg_attribute a ON a.attrelid = b.attrelid AND a.attnum = b.attnum
JOIN pg_catalog.pg_type base ON base.oid = b.oid
LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
WHERE b.typtype <> 'd'
