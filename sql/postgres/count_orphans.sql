SELECT (SELECT count(*) FROM {embeddings}) - (SELECT count(*) FROM {embeddings} AS e WHERE {has_article})
