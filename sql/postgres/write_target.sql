-- Whether rows of one relation can be inserted and updated as such, without triggers in their place (8 + 4); and whether
-- a unique index on $2 alone tells one row from another.
SELECT pg_relation_is_updatable(c.oid, false) & 12 = 12,
       EXISTS (SELECT FROM pg_catalog.pg_index i
               JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2
               WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
                 AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
FROM pg_catalog.pg_class c WHERE c.oid = to_regclass($1)
