-- What may keep rows of one table from being written: triggers, its being a view (1).
SELECT 'the trigger "' || name || '"', 0 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE
UNION ALL
SELECT 'its condition, for it is a view', 1 FROM sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE;
