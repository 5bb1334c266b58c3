-- An id that did not come from the counter is never given out by it later.
UPDATE {counters} SET value = $1 WHERE name = 'cluster_id' AND value < $1
