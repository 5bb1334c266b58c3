-- The text of CREATE TABLE is kept as it was run, and ours has this line.
SELECT 1 FROM sqlite_schema
WHERE name = ?1 COLLATE NOCASE AND sql LIKE '%' || char(10) || '    content_hash TEXT,' || char(10) || '%STRICT%';
