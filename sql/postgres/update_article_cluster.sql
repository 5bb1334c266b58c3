UPDATE {articles} SET {cluster_id} = $2::bigint
WHERE {article_id} = $1::{id_type} AND {cluster_id} IS DISTINCT FROM $2::bigint
