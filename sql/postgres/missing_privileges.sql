-- What some work needs and the role does not have: table, privilege. Rights on the columns it touches are enough.
-- $1 articles, $2 to $4 their id, a text, their cluster; $5 embeddings, $6 and $7 their id and vector; $8 clusters; $9 to $17 our
-- own tables; $18 which kinds of work.
SELECT DISTINCT need.relation, need.privilege
FROM (VALUES ($1::text, $2::text, 'SELECT', 'run'), ($1, $3, 'SELECT', 'run'), ($1, $4, 'SELECT', 'run'),
             ($5, $6, 'SELECT', 'run'), ($5, $7, 'SELECT', 'run'),
             ($8, NULL, 'SELECT', 'run'), ($8, NULL, 'INSERT', 'run'), ($8, NULL, 'UPDATE', 'run'),
             ($9, NULL, 'SELECT', 'run'), ($9, NULL, 'INSERT', 'run'), ($9, NULL, 'UPDATE', 'run'),
             ($10, NULL, 'SELECT', 'run'), ($10, NULL, 'INSERT', 'run'), ($10, NULL, 'DELETE', 'run'), ($10, NULL, 'UPDATE', 'run'),
             ($11, NULL, 'SELECT', 'run'), ($11, NULL, 'INSERT', 'run'), ($11, NULL, 'DELETE', 'run'),
             ($12, NULL, 'INSERT', 'run'), ($13, NULL, 'SELECT', 'run'), ($13, NULL, 'UPDATE', 'run'),
             ($14, NULL, 'SELECT', 'run'), ($15, NULL, 'SELECT', 'run'),
             ($16, NULL, 'SELECT', 'run'), ($16, NULL, 'INSERT', 'run'), ($16, NULL, 'UPDATE', 'run'),
             ($17, NULL, 'SELECT', 'run'), ($17, NULL, 'INSERT', 'run'), ($17, NULL, 'DELETE', 'run'), ($17, NULL, 'UPDATE', 'run'),
             ($1, $4, 'UPDATE', 'publish'),
             ($1, $2, 'SELECT', 'ingest'), ($1, $2, 'INSERT', 'ingest'), ($1, $3, 'INSERT', 'ingest'), ($1, $3, 'UPDATE', 'ingest'),
             ($1, $2, 'SELECT', 'embed'), ($5, $6, 'SELECT', 'embed'), ($5, $7, 'SELECT', 'embed'), ($5, $7, 'UPDATE', 'embed'),
             ($14, NULL, 'SELECT', 'embed'), ($14, NULL, 'INSERT', 'embed'), ($14, NULL, 'UPDATE', 'embed'),
             ($15, NULL, 'SELECT', 'embed'), ($15, NULL, 'INSERT', 'embed'), ($15, NULL, 'UPDATE', 'embed'),
             ($5, $6, 'INSERT', 'insert vectors'), ($5, $7, 'INSERT', 'insert vectors')
     ) AS need (relation, attribute, privilege, work)
WHERE need.work = ANY (string_to_array($18, ','))
  AND NOT CASE WHEN need.attribute IS NULL THEN has_table_privilege(need.relation, need.privilege)
               ELSE has_column_privilege(need.relation, need.attribute, need.privilege) END
ORDER BY 1, 2
