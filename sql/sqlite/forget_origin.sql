DELETE FROM vector_origins WHERE article_id = ?1;
