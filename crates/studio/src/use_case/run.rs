//! The queue's last stretch of work: what became of each take, and what it cost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{JobId, SessionId};
use worldreel_domain::job::JobStateName;
use worldreel_domain::money::Price;
use worldreel_domain::time::Timestamp;
use worldreel_engines::Engine;
use worldreel_store::JobRow;

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::report_text;
use crate::view::JobView;

/// Work that begins sooner after other work belongs to the same run: an evening's batches.
const IDLE_MS: i64 = 30 * 60_000;
/// A job that waited for longer, or was tried again weeks later, doesn't draw out a run.
const LENGTH_MAX_MS: i64 = 24 * 60 * 60_000;
/// Jobs that are told of a run at most, the last ones.
const JOBS_MAX: usize = 2_000;
/// Jobs that are read at a time.
const PAGE: u32 = 256;

/// A job of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunJob {
    /// The job as it is now.
    pub job: JobView,
    /// How many attempts it took.
    pub attempts: u32,
    /// What they cost together at most, in millionths of a US dollar.
    pub micro_usd: i64,
}

/// A stretch of the queue's work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunView {
    /// When the first of its jobs was queued.
    pub began: Timestamp,
    /// When the last of them ended.
    pub ended: Timestamp,
    /// Its jobs, those that ended last first.
    pub jobs: Vec<RunJob>,
    /// Whether there were more, which ended before these.
    pub more: bool,
    /// What all of them cost together at most, in millionths of a US dollar.
    pub micro_usd: i64,
    /// How many of them were sent to an engine whose provider doesn't tell its prices: what
    /// they cost is not in the sum.
    pub unpriced: u32,
}

/// The run that ended last, where there was one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LastRun {
    /// Absent when nothing has ended but what the user stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunView>,
    /// The run as a text to be read, with a line for each take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
}

impl RunJob {
    /// Whether something was rendered for it whose price nobody tells.
    fn is_unpriced(&self, engines: &[Arc<dyn Engine>]) -> bool {
        self.attempts > 0
            && self.micro_usd == 0
            && engines.iter().any(|engine| {
                self.job.engines.contains(&engine.name())
                    && engine.price(&self.job.spec) == Price::Unknown
            })
    }
}

impl Studio {
    /// What came of the queue's last stretch of work: back from the last end as long as each
    /// job was queued before the next one ended.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn last_run(&self, _: Nothing) -> Result<LastRun, ApiError> {
        let mut run = Stretch::default();
        'read: loop {
            let after = run.rows.last().map(|row| (row.changed_at, row.id));
            let page = self.store().jobs_over(after, PAGE).await?;
            let read = page.len();
            for row in page {
                if !run.take(row) {
                    break 'read;
                }
            }
            if read < PAGE as usize {
                break;
            }
        }
        if run.is_no_news() {
            return Ok(LastRun {
                run: None,
                report: None,
            });
        }
        let view = self.run_view(run).await?;
        let titles = self.titles(&view).await?;
        Ok(LastRun {
            report: Some(report_text::of(&view, &titles)),
            run: Some(view),
        })
    }

    async fn run_view(&self, run: Stretch) -> Result<RunView, ApiError> {
        let ids: Vec<JobId> = run.rows.iter().map(|row| row.id).collect();
        let ended = run.rows.iter().map(|row| row.changed_at).max();
        let costs = self.store().costs_of(&ids).await?;
        let jobs: Vec<RunJob> = self
            .job_views(run.rows)
            .await?
            .into_iter()
            .map(|job| {
                let cost = costs.get(&job.id).copied().unwrap_or_default();
                RunJob {
                    job,
                    attempts: cost.attempts,
                    micro_usd: cost.micro_usd,
                }
            })
            .collect();
        let engines = self.engines();
        let unpriced = jobs.iter().filter(|own| own.is_unpriced(&engines)).count();
        Ok(RunView {
            began: Timestamp::from_ms(run.began_ms.unwrap_or_default()),
            ended: ended.unwrap_or_default(),
            micro_usd: jobs.iter().map(|own| own.micro_usd).sum(),
            more: run.more,
            unpriced: u32::try_from(unpriced).unwrap_or(u32::MAX),
            jobs,
        })
    }

    async fn titles(&self, view: &RunView) -> Result<BTreeMap<SessionId, String>, ApiError> {
        let sessions: BTreeSet<SessionId> = view.jobs.iter().map(|own| own.job.session).collect();
        let mut titles = BTreeMap::new();
        for session in sessions {
            titles.insert(session, self.session_row(session).await?.title);
        }
        Ok(titles)
    }
}

/// The jobs of a run while they are read, the last first.
#[derive(Debug, Default)]
struct Stretch {
    rows: Vec<JobRow>,
    began_ms: Option<i64>,
    more: bool,
}

impl Stretch {
    /// Takes the job that ended before the ones so far; false when it belongs to an earlier
    /// run, or when there is no room for it.
    fn take(&mut self, row: JobRow) -> bool {
        let Some(began_ms) = reaches(self.began_ms, row.queued_at.ms(), row.changed_at.ms()) else {
            return false;
        };
        if self.rows.len() == JOBS_MAX {
            self.more = true;
            return false;
        }
        self.began_ms = Some(began_ms);
        self.rows.push(row);
        true
    }

    /// What the user stopped is no news to them.
    fn is_no_news(&self) -> bool {
        let mut names = self.rows.iter().map(|row| row.state.name());
        names.all(|name| name == JobStateName::Cancelled)
    }
}

/// When a run began that has begun at `began_ms` as far as is known, with a job of which this
/// is when it was queued and when it ended; `None` when the job belongs to an earlier run.
fn reaches(began_ms: Option<i64>, queued_ms: i64, ended_ms: i64) -> Option<i64> {
    let began = queued_ms.max(ended_ms - LENGTH_MAX_MS);
    match began_ms {
        Some(known) if ended_ms < known - IDLE_MS => None,
        known => Some(known.map_or(began, |known| known.min(began))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When the run began and of how many jobs it is; each is given by the minutes at which it
    /// was queued and ended, the last to end first.
    fn span(jobs: &[(i64, i64)]) -> (Option<i64>, usize) {
        const MINUTE_MS: i64 = 60_000;
        let mut began = None;
        for (count, (queued, ended)) in jobs.iter().enumerate() {
            match reaches(began, queued * MINUTE_MS, ended * MINUTE_MS) {
                Some(earlier) => began = Some(earlier),
                None => return (began.map(|ms| ms / MINUTE_MS), count),
            }
        }
        (began.map(|ms| ms / MINUTE_MS), jobs.len())
    }

    #[test]
    fn a_run_goes_back_as_long_as_the_queue_was_never_empty_for_long() {
        assert_eq!(span(&[(20, 25), (4, 9), (0, 5)]), (Some(0), 3));
        assert_eq!(span(&[(41, 47), (40, 45), (0, 5)]), (Some(40), 2));
    }

    #[test]
    fn a_short_job_that_ended_while_a_long_one_rendered_belongs_to_it() {
        assert_eq!(span(&[(0, 300), (1, 2), (-200, -100)]), (Some(0), 2));
    }

    #[test]
    fn a_take_of_last_week_that_was_tried_again_does_not_draw_it_out() {
        let week = -7 * 24 * 60;
        let jobs = [(week, -1), (-60, -30), (week, week + 5)];
        assert_eq!(span(&jobs), (Some(-1_441), 2));
    }
}
