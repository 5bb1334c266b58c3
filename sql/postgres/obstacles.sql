-- What may keep rows of one table from being written: triggers, rules, its being a view (true).
SELECT format('the trigger %I', tgname), false FROM pg_catalog.pg_trigger
WHERE tgrelid = to_regclass($1) AND NOT tgisinternal AND tgenabled <> 'D'
UNION ALL
SELECT format('the rule %I', rulename), false FROM pg_catalog.pg_rewrite
WHERE ev_class = to_regclass($1) AND rulename <> '_RETURN'
UNION ALL
SELECT 'its condition, for it is a view', true FROM pg_catalog.pg_class WHERE oid = to_regclass($1) AND relkind = 'v'
