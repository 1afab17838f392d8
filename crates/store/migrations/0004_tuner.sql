-- What clients of the Tuner API call a session: a name, often of their own choice, and a
-- numbered history of prompts. Behind it stands a session of the library, made with the
-- first prompt.

CREATE TABLE tuner_sessions (
    name        TEXT PRIMARY KEY CHECK (name <> ''),
    session     BLOB REFERENCES sessions (id),
    created_at  INTEGER NOT NULL,
    accessed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tuner_history (
    name        TEXT NOT NULL REFERENCES tuner_sessions (name) ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    revision    BLOB NOT NULL REFERENCES revisions (id),
    description TEXT NOT NULL,
    PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID;

-- The batches that were queued through it.

CREATE TABLE tuner_batches (
    batch BLOB PRIMARY KEY REFERENCES batches (id)
) STRICT, WITHOUT ROWID;
