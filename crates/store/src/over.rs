//! What has come to an end, and what it cost.

use std::collections::BTreeMap;

use sqlx::{QueryBuilder, Row};
use worldreel_domain::id::JobId;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::lookup::{IDS_TOGETHER, among};
use crate::open::Store;
use crate::rows::{self, JobRow};

/// What has ended or waits for a decision and was not cleared, in the words of the index over
/// it.
pub(crate) const OVER: &str = "cleared_at IS NULL \
    AND state IN ('cancelled', 'expired', 'failed', 'done', 'undecided')";

/// What the attempts of a job cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CostRow {
    /// How many there were.
    pub attempts: u32,
    /// What they cost together at most, in millionths of a US dollar.
    pub micro_usd: i64,
}

impl Store {
    /// Jobs of sessions that are not deleted that have ended or wait for a decision, and that
    /// were not cleared: those that ended last first, at most `limit`, and only those after
    /// `after` in that order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn jobs_over(
        &self,
        after: Option<(Timestamp, JobId)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        let mut query = QueryBuilder::new("SELECT * FROM jobs WHERE ");
        query
            .push(OVER)
            .push(" AND session NOT IN (SELECT id FROM sessions WHERE deleted_at IS NOT NULL)");
        if let Some((changed_at, job)) = after {
            query.push(" AND (changed_at, id) < (");
            query.push_bind(changed_at.ms()).push(", ");
            query.push_bind(job.uuid()).push(")");
        }
        query.push(" ORDER BY changed_at DESC, id DESC LIMIT ");
        query.push_bind(limit);
        let found = query.build().fetch_all(&self.readers).await?;
        found.iter().map(rows::job).collect()
    }

    /// What the attempts of these jobs cost; jobs without any are not among them.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn costs_of(&self, jobs: &[JobId]) -> Result<BTreeMap<JobId, CostRow>, StoreError> {
        let mut costs = BTreeMap::new();
        for chunk in jobs.chunks(IDS_TOGETHER) {
            let head = "SELECT job, count(*) AS attempts, sum(micro_usd) AS micro_usd \
                 FROM attempts WHERE job";
            let mut query = among(head, chunk.iter().map(|job| job.uuid()));
            query.push(" GROUP BY job");
            for row in query.build().fetch_all(&self.readers).await? {
                let cost = CostRow {
                    attempts: row.try_get("attempts")?,
                    micro_usd: row.try_get("micro_usd")?,
                };
                costs.insert(JobId::from_uuid(row.try_get("job")?), cost);
            }
        }
        Ok(costs)
    }
}
