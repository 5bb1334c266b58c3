CREATE TEMPORARY TABLE asterism_digests (place bigint, digest bigint) ON COMMIT DROP
