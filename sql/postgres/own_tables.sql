-- The relations of schema $1 with the names in $2, a list with commas: name, is it a table? (NULL: there is none), its
-- columns with a comma before and behind each.
SELECT own.name, c.relkind IN ('r', 'p'),
       ',' || (SELECT string_agg(a.attname, ',') FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) || ','
FROM unnest(string_to_array($2, ',')) AS own (name)
LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = $1
LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = own.name
ORDER BY 1
