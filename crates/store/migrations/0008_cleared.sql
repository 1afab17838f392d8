-- When the user cleared a finished job from the queue's list; it stays in its session. Jobs
-- that were cleared together have the same moment, and no others have it.

ALTER TABLE jobs ADD COLUMN cleared_at INTEGER;

CREATE INDEX jobs_cleared ON jobs (cleared_at) WHERE cleared_at IS NOT NULL;
CREATE INDEX jobs_finished ON jobs (session, state)
    WHERE cleared_at IS NULL AND state IN ('cancelled', 'expired', 'failed', 'done');
