SELECT count(*) FROM {embeddings};
