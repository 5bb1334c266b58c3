SELECT count(*), count({cluster_id}) FROM {articles} WHERE {article_id} IS NOT NULL;
