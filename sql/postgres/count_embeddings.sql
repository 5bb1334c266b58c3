SELECT count({embedding}) FROM {embeddings}
