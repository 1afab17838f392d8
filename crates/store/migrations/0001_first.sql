-- Ids are UUIDs as 16 bytes; times are UTC milliseconds; JSON columns hold the
-- domain's own types. Media is named relative to the library's folder.

CREATE TABLE library (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    epoch        INTEGER NOT NULL DEFAULT 0,
    queue_paused INTEGER NOT NULL DEFAULT 0 CHECK (queue_paused IN (0, 1))
) STRICT;

INSERT INTO library (id) VALUES (1);

CREATE TABLE sessions (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    title      TEXT NOT NULL,
    takes      INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_touch ON sessions (touched_at);

CREATE TABLE revisions (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    session         BLOB NOT NULL REFERENCES sessions (id),
    parent          BLOB REFERENCES revisions (id),
    origin          TEXT NOT NULL,
    prompt          TEXT NOT NULL,
    negative_prompt TEXT,
    scene           TEXT NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX revisions_by_session ON revisions (session, created_at);

CREATE TABLE batches (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    session    BLOB NOT NULL REFERENCES sessions (id),
    paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    session     BLOB NOT NULL REFERENCES sessions (id),
    batch       BLOB NOT NULL REFERENCES batches (id),
    revision    BLOB NOT NULL REFERENCES revisions (id),
    take        INTEGER NOT NULL,
    rank        INTEGER NOT NULL,
    label       TEXT,
    spec        TEXT NOT NULL,
    engines     TEXT NOT NULL,
    state       TEXT NOT NULL,
    state_json  TEXT NOT NULL,
    version     INTEGER NOT NULL DEFAULT 0,
    strikes     INTEGER NOT NULL DEFAULT 0,
    queued_at   INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    UNIQUE (session, take)
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_live ON jobs (rank, id)
    WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done');
CREATE INDEX jobs_by_batch ON jobs (batch, take);
CREATE INDEX jobs_by_rank ON jobs (rank);

CREATE TABLE attempts (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    job        BLOB NOT NULL REFERENCES jobs (id),
    epoch      INTEGER NOT NULL,
    engine     TEXT NOT NULL,
    lane       TEXT NOT NULL,
    ticket     TEXT,
    outcome    TEXT,
    failure    TEXT,
    began_at   INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX attempts_by_job ON attempts (job, began_at);

CREATE TABLE videos (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    job          BLOB NOT NULL UNIQUE REFERENCES jobs (id),
    file         TEXT NOT NULL UNIQUE,
    poster       TEXT NOT NULL,
    size_bytes   INTEGER NOT NULL,
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    frames       INTEGER NOT NULL,
    duration_ms  INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    at   INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
