SELECT count(*) FROM {clusters} WHERE retired_at IS NULL;
