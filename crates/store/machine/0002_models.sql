-- Chat models that the user has set up, to refine prompts with.

CREATE TABLE models (
    name     TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    settings TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
