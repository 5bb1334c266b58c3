-- Tables that we use in schema $1, by name or through views, whose row-level security is in force for the role that reads
-- them, which is ours or a view's owner: schema, name, that role, may it hide rows?, does a restrictive policy?, a name
-- for a policy that is free. It hides none where policies that are simply true let the role do what we do, and no
-- restrictive one narrows that. $2 to $4: articles, vectors, clusters; $5: our own tables, with commas between.
WITH RECURSIVE used AS (
    SELECT c.oid, r.oid AS role,
           CASE WHEN c.relname IN ($2, $3) THEN 'rw' WHEN c.relname = $4 THEN 'rwa' ELSE 'rwad' END AS commands
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, pg_catalog.pg_roles r
    WHERE n.nspname = $1 AND r.rolname = current_user AND c.relkind IN ('r', 'p', 'v')
      AND (c.relname IN ($2, $3, $4) OR c.relname = ANY (string_to_array($5, ',')))
    UNION
    SELECT d.refobjid,
           CASE WHEN EXISTS (SELECT FROM pg_options_to_table(v.reloptions)
                             WHERE option_name = 'security_invoker' AND option_value::boolean)
                THEN used.role ELSE v.relowner END,
           used.commands
    FROM used
    JOIN pg_catalog.pg_class v ON v.oid = used.oid AND v.relkind = 'v'
    JOIN pg_catalog.pg_rewrite w ON w.ev_class = v.oid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
), active AS (
    SELECT c.oid, n.nspname, c.relname, used.role, r.rolname, used.commands
    FROM used
    JOIN pg_catalog.pg_class c ON c.oid = used.oid AND c.relrowsecurity
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_roles r ON r.oid = used.role AND NOT r.rolsuper AND NOT r.rolbypassrls
    WHERE c.relforcerowsecurity OR NOT pg_has_role(used.role, c.relowner, 'USAGE')
), applied AS (
    SELECT active.oid, active.role, p.polcmd, p.polpermissive,
           (p.polqual IS NULL OR pg_get_expr(p.polqual, p.polrelid) = 'true')
           AND (p.polwithcheck IS NULL OR pg_get_expr(p.polwithcheck, p.polrelid) = 'true') AS always
    FROM active JOIN pg_catalog.pg_policy AS p ON p.polrelid = active.oid
    WHERE EXISTS (SELECT FROM unnest(p.polroles) AS r (role) WHERE r.role = 0 OR pg_has_role(active.role, r.role, 'USAGE'))
), judged AS (
    SELECT active.*,
           EXISTS (SELECT FROM applied AS a WHERE a.oid = active.oid AND a.role = active.role
                       AND NOT a.polpermissive AND NOT a.always) AS restricted,
           EXISTS (SELECT FROM unnest(string_to_array(active.commands, NULL)) AS need (command)
                   WHERE NOT EXISTS (SELECT FROM applied AS a WHERE a.oid = active.oid AND a.role = active.role
                                         AND a.polpermissive AND a.always AND a.polcmd IN ('*', need.command::"char"))) AS narrowed
    FROM active
)
SELECT nspname, relname, rolname, bool_or(restricted OR narrowed), bool_or(restricted),
       (SELECT 'asterism' || coalesce(nullif(min(n), 1)::text, '') FROM generate_series(1, 99) AS n
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_policy AS p WHERE p.polrelid = judged.oid
                              AND p.polname = 'asterism' || coalesce(nullif(n, 1)::text, '')))
FROM judged GROUP BY oid, nspname, relname, rolname ORDER BY relname, rolname
