-- Columns of $1 on which the role lacks a right: column, right. A row without a column: temporary tables in this database.
SELECT a.attname, need.privilege
FROM pg_catalog.pg_attribute a, (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS need (privilege)
WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
  AND NOT has_column_privilege(a.attrelid, a.attnum, need.privilege)
UNION ALL
SELECT NULL, 'TEMPORARY' WHERE NOT has_database_privilege(current_database(), 'TEMPORARY')
ORDER BY 1, 2
