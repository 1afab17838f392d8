-- Batches that are too large for one short transaction, while they are written in slices.
-- Their rows are where all others are, and nobody is shown them until the batch is taken off
-- this list. What is on it when a library is opened was never finished.

CREATE TABLE staged (
    batch       BLOB PRIMARY KEY REFERENCES batches (id),
    session     BLOB NOT NULL REFERENCES sessions (id),
    -- Whether the session came with it.
    new_session INTEGER NOT NULL CHECK (new_session IN (0, 1)),
    -- Its jobs, and those of them that are written.
    jobs        INTEGER NOT NULL,
    written     INTEGER NOT NULL DEFAULT 0,
    -- The take and the place of its last job.
    last_take   INTEGER NOT NULL,
    last_rank   INTEGER NOT NULL,
    -- When the first of its revisions was made.
    since       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The batch that a revision came with.
ALTER TABLE revisions ADD COLUMN batch BLOB REFERENCES batches (id);
