-- What belongs to the user and this machine, not to a library: engines, keys, what is
-- paused, and what was spent. Several studios may have it open.

CREATE TABLE engines (
    name     TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    settings TEXT NOT NULL,
    -- Labels of the keys it may use, as JSON; NULL is any of its provider's.
    keys     TEXT,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE providers (
    name      TEXT PRIMARY KEY,
    key_order TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Never the value of a key.
CREATE TABLE keys (
    fingerprint TEXT PRIMARY KEY,
    provider    TEXT NOT NULL,
    label       TEXT NOT NULL,
    position    INTEGER NOT NULL,
    record      TEXT NOT NULL,
    added_at    INTEGER NOT NULL,
    UNIQUE (provider, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE paused_lanes (
    lane TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- One row for each attempt that used a key or may cost something: written before its
-- request goes out, settled when its end is known.
CREATE TABLE uses (
    attempt    BLOB PRIMARY KEY CHECK (length(attempt) = 16),
    library    TEXT NOT NULL,
    engine     TEXT NOT NULL,
    key        TEXT,
    micro_usd  INTEGER NOT NULL,
    began_at   INTEGER NOT NULL,
    outcome    TEXT,
    settled_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX uses_by_key ON uses (key, began_at);
CREATE INDEX uses_open ON uses (library) WHERE outcome IS NULL;
