SELECT 'the trigger "' || name || '"' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE
UNION ALL
SELECT 'its condition, for it is a view' FROM sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE;
