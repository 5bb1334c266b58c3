-- Version 2: which vectors this program wrote, of which model, made here of which text or brought (content_hash NULL),
-- and a digest by which each is known again (NULL: written before there was one).
CREATE TABLE vector_origins (
    article_id ANY NOT NULL PRIMARY KEY,
    model TEXT NOT NULL,
    content_hash TEXT,
    vector_digest INTEGER
) STRICT, WITHOUT ROWID;
