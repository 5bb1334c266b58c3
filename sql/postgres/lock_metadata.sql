SELECT pg_advisory_xact_lock(hashtextextended('asterism metadata', $1::regclass::oid::bigint))
