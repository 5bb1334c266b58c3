SELECT {id_value}, {vector_value} FROM {embeddings}
