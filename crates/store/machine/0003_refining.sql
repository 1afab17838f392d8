-- What was asked of chat models, and their last answers, so that the same question costs
-- nothing twice.

CREATE TABLE model_totals (
    name              TEXT PRIMARY KEY,
    answers           INTEGER NOT NULL,
    requests          INTEGER NOT NULL,
    -- Answers of which the server did not say how many tokens they took.
    untold            INTEGER NOT NULL,
    prompt_tokens     INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    micro_usd         INTEGER NOT NULL,
    -- Answers without a known price.
    unpriced          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Kept until newer ones take their place, or the user empties it.
CREATE TABLE model_answers (
    question TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    answer   TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    used_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX model_answers_by_use ON model_answers (used_at);
