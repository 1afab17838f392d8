-- The terms under which jobs run. Priorities are numbers in the order in which jobs start:
-- 0 high, 1 normal, 2 low. Without a ceiling the user agreed to any price, as for all jobs
-- that were queued before there were ceilings.

ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 1 CHECK (priority IN (0, 1, 2));
ALTER TABLE jobs ADD COLUMN lanes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE jobs ADD COLUMN ceiling_micro_usd INTEGER;

ALTER TABLE batches ADD COLUMN budget_micro_usd INTEGER CHECK (budget_micro_usd >= 0);

CREATE INDEX batches_with_budget ON batches (id) WHERE budget_micro_usd IS NOT NULL;

-- What an attempt costs at most; 0 once it is known to have cost nothing.
ALTER TABLE attempts ADD COLUMN micro_usd INTEGER NOT NULL DEFAULT 0;

ALTER TABLE library ADD COLUMN queue_order TEXT NOT NULL DEFAULT 'in_order';

DROP INDEX jobs_live;
CREATE INDEX jobs_live ON jobs (priority, rank, id)
    WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done');
