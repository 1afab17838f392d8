-- What is typed and not yet a revision: one for each session, and one for the session
-- that does not exist yet.

CREATE TABLE drafts (
    session  BLOB    UNIQUE REFERENCES sessions(id) CHECK (length(session) = 16),
    body     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;

-- To SQLite no two NULLs are alike; to us there is one session that does not exist yet.
CREATE UNIQUE INDEX drafts_new ON drafts (ifnull(session, x'')) WHERE session IS NULL;
