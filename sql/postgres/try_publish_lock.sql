SELECT pg_try_advisory_xact_lock(hashtextextended('asterism publish', $1::regclass::oid::bigint))
