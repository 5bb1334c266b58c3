-- What may keep rows of one table from being written: triggers, rules, policies, its being a view.
SELECT format('the trigger %I', tgname) FROM pg_catalog.pg_trigger
WHERE tgrelid = to_regclass($1) AND NOT tgisinternal AND tgenabled <> 'D'
UNION ALL
SELECT format('the rule %I', rulename) FROM pg_catalog.pg_rewrite
WHERE ev_class = to_regclass($1) AND rulename <> '_RETURN'
UNION ALL
SELECT 'its condition, for it is a view' FROM pg_catalog.pg_class WHERE oid = to_regclass($1) AND relkind = 'v'
