//! What is written down and survives a crash: the library's rows, the machine's books and
//! the files.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::failure::Failure;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, KeyFingerprint, LaneName, VideoId,
};
use worldreel_domain::job::{JobState, Lease, Ticket};
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyRecord, Provider};

/// A job's row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The job.
    pub id: JobId,
    /// Its batch.
    pub batch: BatchId,
    /// Its place.
    pub rank: i64,
    /// The engines that it may use.
    pub engines: BTreeSet<EngineName>,
    /// What is to be rendered.
    pub spec: RenderSpec,
    /// Where it stands.
    pub state: JobState,
    /// Counts its changes.
    pub version: u32,
    /// Attempts that counted against it.
    pub strikes: u32,
}

/// An attempt's row.
#[derive(Debug, Clone)]
pub struct AttemptRow {
    /// Its job.
    pub job: JobId,
    /// Its lease.
    pub lease: Lease,
    /// Its engine.
    pub engine: EngineName,
    /// How the render is found again.
    pub ticket: Option<Ticket>,
    /// Whether it has ended, and by which event.
    pub ended: Option<&'static str>,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// What an attempt uses and costs.
#[derive(Debug, Clone)]
pub struct UseRow {
    /// The key that it is sent with.
    pub key: Option<KeyFingerprint>,
    /// What it costs at most, or did cost, in millionths of a US dollar.
    pub micro_usd: i64,
    /// When it began, by the wall clock.
    pub began_at: Timestamp,
    /// How it ended.
    pub outcome: Option<&'static str>,
}

/// What an attempt that ended did cost.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The attempt.
    pub attempt: AttemptId,
    /// How it ended.
    pub outcome: &'static str,
    /// In millionths of a US dollar; `None` is what it was begun with.
    pub micro_usd: Option<i64>,
}

/// One job's change in a transaction.
#[derive(Debug, Clone)]
pub struct JobChange {
    /// The job as it will be.
    pub after: Row,
    /// What becomes of its attempts.
    pub attempt: AttemptChange,
    /// The video that it has got.
    pub video: Option<VideoId>,
}

/// What a change does to a job's attempts.
#[derive(Debug, Clone)]
pub enum AttemptChange {
    /// Nothing.
    None,
    /// One began.
    Began(Lease, EngineName),
    /// It has a ticket.
    Ticketed(AttemptId, Ticket),
    /// It has ended by this event, perhaps with a failure.
    Ended(AttemptId, &'static str, Option<Failure>),
}

/// All that is written down.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// How often the queue was taken up.
    pub epoch: u32,
    /// Every job.
    pub jobs: BTreeMap<JobId, Row>,
    /// Every attempt.
    pub attempts: BTreeMap<AttemptId, AttemptRow>,
    /// The attempt that brought each video.
    pub videos: BTreeMap<VideoId, JobId>,
    /// Files that were rendered or brought, and whether they are whole and playable.
    pub parts: BTreeMap<AttemptId, bool>,
    /// Files under their final name.
    pub finals: BTreeSet<AttemptId>,
    /// Whether the queue is paused.
    pub queue_paused: bool,
    /// The paused batches.
    pub paused_batches: BTreeSet<BatchId>,
    /// The paused lanes.
    pub paused_lanes: BTreeSet<LaneName>,
    /// The engines that are set up.
    pub engines: BTreeSet<EngineName>,
    /// The keys, each provider's in order.
    pub keys: Vec<(Provider, KeyRecord)>,
    /// What attempts use.
    pub uses: BTreeMap<AttemptId, UseRow>,
    /// Whether no space is left.
    pub full: bool,
}

/// No space is left.
#[derive(Debug, Clone, Copy)]
pub struct Full;

impl Disk {
    /// Writes a transaction of the library.
    ///
    /// # Errors
    ///
    /// When no space is left; nothing is written then.
    pub fn change_jobs(&mut self, changes: &[JobChange]) -> Result<(), Full> {
        self.room()?;
        for change in changes {
            let job = change.after.id;
            let video = change.video;
            let mut row = change.after.clone();
            // Its place is written by itself.
            row.rank = self.jobs.get(&job).map_or(row.rank, |old| old.rank);
            self.jobs.insert(job, row);
            self.attempt(job, &change.attempt);
            self.videos.extend(video.map(|video| (video, job)));
        }
        Ok(())
    }

    fn attempt(&mut self, job: JobId, change: &AttemptChange) {
        match change {
            AttemptChange::None => {}
            AttemptChange::Began(lease, engine) => {
                let row = AttemptRow {
                    job,
                    lease: lease.clone(),
                    engine: engine.clone(),
                    ticket: None,
                    ended: None,
                    failure: None,
                };
                self.attempts.insert(lease.attempt, row);
            }
            AttemptChange::Ticketed(attempt, ticket) => {
                if let Some(row) = self.attempts.get_mut(attempt) {
                    row.ticket = Some(ticket.clone());
                }
            }
            AttemptChange::Ended(attempt, event, failure) => {
                if let Some(row) = self.attempts.get_mut(attempt) {
                    row.ended = Some(event);
                    row.failure.clone_from(failure);
                }
            }
        }
    }

    /// Writes down what attempts are about to use.
    ///
    /// # Errors
    ///
    /// When no space is left; nothing is written then.
    pub fn begin_uses(&mut self, uses: &[(AttemptId, UseRow)]) -> Result<(), Full> {
        self.room()?;
        for (attempt, used) in uses {
            self.uses.entry(*attempt).or_insert_with(|| used.clone());
        }
        Ok(())
    }

    /// Writes down what an attempt did cost; only the first word counts.
    pub fn settle(&mut self, end: &Settled) {
        if let Some(used) = self.uses.get_mut(&end.attempt)
            && used.outcome.is_none()
        {
            used.outcome = Some(end.outcome);
            used.micro_usd = end.micro_usd.unwrap_or(used.micro_usd);
        }
    }

    /// Writes down how a key is doing.
    pub fn save_key(&mut self, record: &KeyRecord) {
        let same = |key: &&mut (Provider, KeyRecord)| key.1.fingerprint == record.fingerprint;
        if let Some(key) = self.keys.iter_mut().find(same) {
            key.1 = record.clone();
        }
    }

    /// Whether something can be written.
    ///
    /// # Errors
    ///
    /// When no space is left.
    pub const fn room(&self) -> Result<(), Full> {
        if self.full { Err(Full) } else { Ok(()) }
    }
}
