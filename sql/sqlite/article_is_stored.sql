SELECT 1 FROM {articles} WHERE {article_id} = ?1 AND {article_is_same};
