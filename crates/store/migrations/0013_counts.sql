-- How many jobs each session has in each state, counted as they change: a list of sessions is
-- looked at anew with every change, and must not count a million jobs each time. Whoever adds
-- jobs counts them, many at once; what becomes of them is counted here.

CREATE TABLE session_jobs (
    session BLOB NOT NULL CHECK (length(session) = 16),
    state   TEXT NOT NULL,
    jobs    INTEGER NOT NULL,
    PRIMARY KEY (session, state)
) STRICT, WITHOUT ROWID;

INSERT INTO session_jobs SELECT session, state, count(*) FROM jobs GROUP BY session, state;

CREATE TRIGGER job_counted_anew AFTER UPDATE OF session, state ON jobs
WHEN OLD.state <> NEW.state OR OLD.session <> NEW.session BEGIN
    UPDATE session_jobs SET jobs = jobs - 1 WHERE session = OLD.session AND state = OLD.state;
    DELETE FROM session_jobs WHERE session = OLD.session AND state = OLD.state AND jobs = 0;
    INSERT INTO session_jobs VALUES (NEW.session, NEW.state, 1)
    ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;

CREATE TRIGGER job_counted_out AFTER DELETE ON jobs BEGIN
    UPDATE session_jobs SET jobs = jobs - 1 WHERE session = OLD.session AND state = OLD.state;
    DELETE FROM session_jobs WHERE session = OLD.session AND state = OLD.state AND jobs = 0;
END;
