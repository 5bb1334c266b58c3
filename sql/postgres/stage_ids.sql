CREATE TEMPORARY TABLE asterism_ids ON COMMIT DROP AS SELECT article_id AS id FROM {vector_origins} WITH NO DATA
