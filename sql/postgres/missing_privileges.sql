-- What a run needs and the role does not have: table, privilege.
SELECT need.relation, need.privilege
FROM (VALUES ($1, 'SELECT'), ($1, 'UPDATE'), ($2, 'SELECT'), ($3, 'SELECT'), ($3, 'INSERT'), ($3, 'UPDATE'),
             ($4, 'SELECT'), ($4, 'INSERT'), ($4, 'UPDATE')) AS need (relation, privilege)
WHERE NOT has_table_privilege(need.relation, need.privilege)
