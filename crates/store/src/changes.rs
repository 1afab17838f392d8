//! Changes of jobs. A turn of the queue changes several at once, and each lane waits for all
//! of them to be written: so each kind of row is written by one sentence, whatever their
//! number.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use uuid::Uuid;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, JobId, LaneName};
use worldreel_domain::job::{JobState, Lease, Ticket};
use worldreel_domain::money::Ceiling;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::events;
use crate::open::Store;
use crate::rows::{self, JobRow, VideoRow};
use crate::videos::insert_video;

/// Changes that one sentence carries at most. Each binds nine values at most, and SQLite
/// takes 32,766 (<https://sqlite.org/limits.html>, "Host Parameters").
const TOGETHER_MAX: usize = 256;

/// What a change does to the job's attempts.
#[derive(Debug, Clone, PartialEq)]
pub enum AttemptChange {
    /// None of them changes.
    None,
    /// One begins.
    Began {
        /// Its claim.
        lease: Lease,
        /// The lane's engine.
        engine: EngineName,
        /// What it costs at most, in millionths of a US dollar.
        micro_usd: i64,
    },
    /// The engine gave this one a ticket.
    Ticketed {
        /// The attempt.
        attempt: AttemptId,
        /// The ticket.
        ticket: Ticket,
    },
    /// This one has ended.
    Ended {
        /// The attempt.
        attempt: AttemptId,
        /// Why it failed, if it did.
        failure: Option<Failure>,
        /// Whether it is known to have cost nothing.
        unbilled: bool,
    },
}

/// A job's change from one state to the next, as one transaction writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct JobChange {
    /// The job.
    pub job: JobId,
    /// The version it was computed from.
    pub from_version: u32,
    /// The new state.
    pub state: JobState,
    /// The name of the event that made it.
    pub event: &'static str,
    /// Attempts that failed for reasons of the job's own, now.
    pub strikes: u32,
    /// From when on its wait counts.
    pub waits_since: Timestamp,
    /// What it does to the job's attempts.
    pub attempt: AttemptChange,
    /// The video that it brings.
    pub video: Option<VideoRow>,
    /// How it is to be rendered from now on, where that changes.
    pub edit: Option<JobEdit>,
    /// When it happened.
    pub at: Timestamp,
}

/// How a job is to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEdit {
    /// Size, length, seed and the like.
    pub spec: RenderSpec,
    /// The engines that the user agreed to.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that it is pinned to; none is any of its engines'.
    pub lanes: BTreeSet<LaneName>,
    /// What one render of it may cost.
    pub ceiling: Ceiling,
    /// How long it may wait.
    pub expiry: Expiry,
}

impl JobEdit {
    /// As the job is to be rendered anyway.
    #[must_use]
    pub fn unchanged(row: &JobRow) -> Self {
        Self {
            spec: row.spec.clone(),
            engines: row.engines.clone(),
            lanes: row.lanes.clone(),
            ceiling: row.ceiling,
            expiry: row.expiry,
        }
    }
}

impl Store {
    /// Writes changes of jobs: all of them or none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] when one of the jobs is no longer at the version the
    /// change was computed from; else as the database fails.
    pub async fn change_jobs(&self, changes: Vec<JobChange>) -> Result<(), StoreError> {
        let touched = changes.iter().map(|change| change.job).collect();
        self.writer
            .write_jobs(touched, move |connection| {
                Box::pin(async move { write(connection, &changes).await })
            })
            .await
    }
}

async fn write(connection: &mut SqliteConnection, changes: &[JobChange]) -> Result<(), StoreError> {
    let mut left = changes;
    while !left.is_empty() {
        let (now, later) = left.split_at(once_each(left));
        write_states(connection, now).await?;
        write_attempts(connection, now).await?;
        for change in now {
            if let Some(edit) = &change.edit {
                write_edit(connection, change.job, edit).await?;
            }
            if let Some(video) = &change.video {
                insert_video(connection, video).await?;
            }
        }
        write_events(connection, now).await?;
        left = later;
    }
    Ok(())
}

/// How many of these changes, from the first, are of different jobs: a second one of a job
/// is computed from what the first made of it.
fn once_each(changes: &[JobChange]) -> usize {
    let mut seen = BTreeSet::new();
    let own = changes.iter().take(TOGETHER_MAX);
    own.take_while(|change| seen.insert(change.job)).count()
}

async fn write_states(
    connection: &mut SqliteConnection,
    changes: &[JobChange],
) -> Result<(), StoreError> {
    let mut update = QueryBuilder::new(
        "UPDATE jobs SET version = version + 1, cleared_at = NULL, state = own.column3, \
         state_json = own.column4, strikes = own.column5, waits_since = own.column6, \
         changed_at = own.column7 FROM (",
    );
    let states: Result<Vec<String>, StoreError> = changes
        .iter()
        .map(|change| rows::to_json(&change.state, "jobs", "state_json"))
        .collect();
    update.push_values(changes.iter().zip(states?), |mut row, (change, state)| {
        row.push_bind(change.job.uuid())
            .push_bind(change.from_version)
            .push_bind(change.state.name().name())
            .push_bind(state)
            .push_bind(change.strikes)
            .push_bind(change.waits_since.ms())
            .push_bind(change.at.ms());
    });
    update.push(
        ") AS own WHERE jobs.id = own.column1 AND jobs.version = own.column2 RETURNING jobs.id",
    );
    let written = update.build().fetch_all(connection).await?;
    if written.len() == changes.len() {
        return Ok(());
    }
    let written: Result<BTreeSet<Uuid>, sqlx::Error> =
        written.iter().map(|row| row.try_get(0)).collect();
    let written = written?;
    let missed = changes
        .iter()
        .find(|change| !written.contains(&change.job.uuid()));
    missed.map_or(Ok(()), |change| {
        Err(StoreError::Conflict { job: change.job })
    })
}

async fn write_events(
    connection: &mut SqliteConnection,
    changes: &[JobChange],
) -> Result<(), StoreError> {
    let told = changes.iter().map(|change| {
        let data = json!({
            "job": change.job,
            "event": change.event,
            "state": change.state.name(),
            "version": change.from_version + 1,
        });
        (change.at, data)
    });
    events::note_all(connection, "job_changed", told).await
}

async fn write_edit(
    connection: &mut SqliteConnection,
    job: JobId,
    edit: &JobEdit,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE jobs SET spec = ?, engines = ?, lanes = ?, ceiling_micro_usd = ?, \
         expire_after_s = ? WHERE id = ?",
    )
    .bind(rows::to_json(&edit.spec, "jobs", "spec")?)
    .bind(rows::to_json(&edit.engines, "jobs", "engines")?)
    .bind(rows::to_json(&edit.lanes, "jobs", "lanes")?)
    .bind(rows::ceiling_micro_usd(edit.ceiling))
    .bind(rows::expire_after_s(edit.expiry))
    .bind(job.uuid())
    .execute(connection)
    .await?;
    Ok(())
}

async fn write_attempts(
    connection: &mut SqliteConnection,
    changes: &[JobChange],
) -> Result<(), StoreError> {
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    for change in changes {
        match &change.attempt {
            AttemptChange::None => {}
            AttemptChange::Began {
                lease,
                engine,
                micro_usd,
            } => begun.push((change, lease, engine, *micro_usd)),
            AttemptChange::Ended {
                attempt,
                failure,
                unbilled,
            } => {
                let failure = failure
                    .as_ref()
                    .map(|failure| rows::to_json(failure, "attempts", "failure"))
                    .transpose()?;
                ended.push((change, attempt, failure, *unbilled));
            }
            AttemptChange::Ticketed { attempt, ticket } => {
                write_ticket(connection, *attempt, ticket).await?;
            }
        }
    }
    if !ended.is_empty() {
        end_attempts(connection, ended).await?;
    }
    if !begun.is_empty() {
        begin_attempts(connection, begun).await?;
    }
    Ok(())
}

async fn begin_attempts(
    connection: &mut SqliteConnection,
    begun: Vec<(&JobChange, &Lease, &EngineName, i64)>,
) -> Result<(), StoreError> {
    let mut insert = QueryBuilder::new(
        "INSERT INTO attempts (id, job, epoch, engine, lane, micro_usd, began_at) ",
    );
    insert.push_values(begun, |mut row, (change, lease, engine, micro_usd)| {
        row.push_bind(lease.attempt.uuid())
            .push_bind(change.job.uuid())
            .push_bind(lease.epoch.0)
            .push_bind(engine.as_str())
            .push_bind(lease.lane.as_str())
            .push_bind(micro_usd)
            .push_bind(change.at.ms());
    });
    insert.build().execute(connection).await?;
    Ok(())
}

async fn write_ticket(
    connection: &mut SqliteConnection,
    attempt: AttemptId,
    ticket: &Ticket,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE attempts SET ticket = ? WHERE id = ?")
        .bind(rows::to_json(ticket, "attempts", "ticket")?)
        .bind(attempt.uuid())
        .execute(connection)
        .await?;
    Ok(())
}

async fn end_attempts(
    connection: &mut SqliteConnection,
    ended: Vec<(&JobChange, &AttemptId, Option<String>, bool)>,
) -> Result<(), StoreError> {
    let mut update = QueryBuilder::new(
        "UPDATE attempts SET outcome = own.column2, failure = own.column3, \
         ended_at = own.column4, \
         micro_usd = CASE WHEN own.column5 THEN 0 ELSE micro_usd END FROM (",
    );
    update.push_values(ended, |mut row, (change, attempt, failure, unbilled)| {
        row.push_bind(attempt.uuid())
            .push_bind(change.event)
            .push_bind(failure)
            .push_bind(change.at.ms())
            .push_bind(unbilled);
    });
    update.push(") AS own WHERE attempts.id = own.column1");
    update.build().execute(connection).await?;
    Ok(())
}
