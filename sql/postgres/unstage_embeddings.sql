DELETE FROM pg_temp.asterism_embeddings WHERE place = ANY ($1::bigint[])
