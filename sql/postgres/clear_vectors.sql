-- In a table that is not ours the row stays.
UPDATE {embeddings} AS e SET {embedding} = NULL{cleared_model} FROM pg_temp.asterism_ids AS made WHERE {vector_article} = made.id
