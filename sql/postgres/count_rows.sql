SELECT (SELECT count(*) FROM {articles}), (SELECT count({cluster_id}) FROM {articles}),
       (SELECT count({embedding}) FROM {embeddings}), (SELECT count(*) FROM {clusters} WHERE retired_at IS NULL)
