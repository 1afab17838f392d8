-- Templates and style presets that the user has saved, each under its name. A name is folded:
-- upper and lower case are the same one.

CREATE TABLE shelves (
    shelf    TEXT NOT NULL CHECK (shelf IN ('templates', 'presets')),
    folded   TEXT NOT NULL CHECK (folded <> ''),
    body     TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (shelf, folded)
) STRICT, WITHOUT ROWID;
