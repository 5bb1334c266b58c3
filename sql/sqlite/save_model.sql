INSERT INTO models (name, bytes, saved_at) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes, saved_at = excluded.saved_at;
