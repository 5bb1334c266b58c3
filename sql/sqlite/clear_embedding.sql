-- In a table that is not ours the row stays.
UPDATE {embeddings} SET {embedding} = NULL{cleared_model} WHERE {embeddings_article_id} = ?1;
