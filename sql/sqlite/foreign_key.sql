-- The other tables that column ?2 of table ?1 is a key to.
SELECT "table" FROM pragma_foreign_key_list(?1) WHERE "from" = ?2 COLLATE NOCASE AND "table" <> ?3 COLLATE NOCASE;
