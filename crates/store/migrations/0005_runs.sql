-- The runs of a studio that worked on the queue. One without an end was cut off.

CREATE TABLE runs (
    epoch    INTEGER PRIMARY KEY,
    began_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
