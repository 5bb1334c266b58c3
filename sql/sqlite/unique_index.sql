-- Of table ?1 on column ?2 alone; with ?3 only one over every row.
SELECT list.name FROM pragma_index_list(?1) AS list
WHERE list."unique" AND NOT (?3 AND list.partial)
    AND (SELECT count(*) FROM pragma_index_info(list.name)) = 1
    AND EXISTS (SELECT 1 FROM pragma_index_info(list.name) WHERE name = ?2 COLLATE NOCASE);
