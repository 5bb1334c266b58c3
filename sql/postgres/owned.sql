-- Whether the role may do to relation $1 what its owner may.
SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_catalog.pg_class c WHERE c.oid = to_regclass($1)
