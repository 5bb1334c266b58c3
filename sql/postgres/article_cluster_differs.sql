SELECT FROM {articles} WHERE {article_id} = $1::{id_type} AND {cluster_id} IS DISTINCT FROM $2::bigint
