-- How long a job may wait, in seconds; without it, for as long as it takes. The count begins
-- when the job is queued, and anew when the user lets it go again, has it tried once more or
-- gives it another length.

ALTER TABLE jobs ADD COLUMN expire_after_s INTEGER CHECK (expire_after_s > 0);
ALTER TABLE jobs ADD COLUMN waits_since INTEGER NOT NULL DEFAULT 0;

UPDATE jobs SET waits_since = queued_at;

-- What has come to an end, or waits for a decision, by when it did.
CREATE INDEX jobs_over ON jobs (changed_at, id)
    WHERE cleared_at IS NULL
    AND state IN ('cancelled', 'expired', 'failed', 'done', 'undecided');
