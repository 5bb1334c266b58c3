DELETE FROM {embeddings} AS e WHERE NOT {has_article}
