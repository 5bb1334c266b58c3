-- Tables of one schema whose row-level security is in force for this role: name, may it hide rows? It hides none where
-- policies that are simply true let the role read and update, and no restrictive one narrows that.
WITH applied AS (
    SELECT p.polrelid, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) = 'true' AS always
    FROM pg_catalog.pg_policy AS p
    WHERE EXISTS (SELECT FROM unnest(p.polroles) AS r (role) WHERE r.role = 0 OR pg_has_role(r.role, 'USAGE'))
)
SELECT c.relname,
       EXISTS (SELECT FROM applied AS a WHERE a.polrelid = c.oid AND NOT a.polpermissive AND a.always IS NOT TRUE)
       OR EXISTS (SELECT FROM (VALUES ('r'), ('w')) AS need (command)
                  WHERE NOT EXISTS (SELECT FROM applied AS a
                                    WHERE a.polrelid = c.oid AND a.always AND a.polcmd IN ('*', need.command::"char")))
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relrowsecurity AND row_security_active(c.oid)
ORDER BY c.relname
