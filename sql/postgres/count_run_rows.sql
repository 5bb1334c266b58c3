UPDATE {cluster_runs} AS run SET article_count = run.article_count + added.articles,
    noise_count = run.noise_count + added.noise, rejected_count = run.rejected_count + added.rejected
FROM (SELECT count(*) AS articles, count(*) FILTER (WHERE label < 0 AND how <> 'rejected') AS noise,
             count(*) FILTER (WHERE how = 'rejected') AS rejected
      FROM pg_temp.asterism_assignments) AS added
WHERE run.run_id = $1::bigint
