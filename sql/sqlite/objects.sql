SELECT type || ' "' || name || '"' FROM sqlite_schema
WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid;
