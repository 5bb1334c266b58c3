SELECT count(*), count({cluster_id}) FROM {articles};
