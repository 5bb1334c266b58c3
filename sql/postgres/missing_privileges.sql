-- What a run needs and the role does not have: table, privilege. Rights on the columns it touches are enough.
SELECT DISTINCT need.relation, need.privilege
FROM (VALUES ($1, $5, 'SELECT'), ($1, $6, 'SELECT'), ($1, $7, 'SELECT'), ($1, $7, 'UPDATE'), ($2, $8, 'SELECT'), ($2, $9, 'SELECT'),
             ($3, NULL, 'SELECT'), ($3, NULL, 'INSERT'), ($3, NULL, 'UPDATE'),
             ($4, NULL, 'SELECT'), ($4, NULL, 'INSERT'), ($4, NULL, 'UPDATE')) AS need (relation, attribute, privilege)
WHERE NOT CASE WHEN need.attribute IS NULL THEN has_table_privilege(need.relation, need.privilege)
               ELSE has_column_privilege(need.relation, need.attribute, need.privilege) END
ORDER BY 1, 2
