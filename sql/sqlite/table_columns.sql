-- Name, type, NOT NULL?, filled in when left out?, generated?, the whole primary key? A single INTEGER key is the row id.
SELECT info.name, info.type, info."notnull",
    info.dflt_value IS NOT NULL OR (info.pk = 1 AND keys.parts = 1 AND info.type = 'INTEGER' COLLATE NOCASE),
    info.hidden IN (2, 3), info.pk = 1 AND keys.parts = 1
FROM pragma_table_xinfo(?1) AS info, (SELECT count(*) AS parts FROM pragma_table_xinfo(?1) WHERE pk > 0) AS keys
WHERE info.hidden <> 1;
