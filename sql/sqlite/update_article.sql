UPDATE {articles} SET {article_updates} WHERE {article_id} = ?1 AND NOT ({article_is_same});
