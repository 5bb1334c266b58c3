-- All rows, and those with a vector.
SELECT count(*), count({embedding}) FROM {embeddings}
