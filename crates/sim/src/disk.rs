//! What is written down and survives a crash: the library's rows, the machine's books and
//! the files.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, KeyFingerprint, LaneName, VideoId,
};
use worldreel_domain::job::{JobState, Lease, Ticket};
use worldreel_domain::queue::{Priority, QueueOrder};
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
    /// How urgent it is.
    pub priority: Priority,
    /// Its place among those that are as urgent.
    pub rank: i64,
    /// The engines that it may use.
    pub engines: BTreeSet<EngineName>,
    /// What is to be rendered.
    pub spec: RenderSpec,
    /// How long it may wait.
    pub expiry: Expiry,
    /// From when on its wait counts.
    pub waits_since: Timestamp,
    /// Where it stands.
    pub state: JobState,
    /// Counts its changes.
    pub version: u32,
    /// Attempts that counted against it.
    pub strikes: u32,
}

impl Row {
    /// When it expires unless it has started before.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expiry.at(self.waits_since)
    }
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
    /// What it costs at most, in millionths of a US dollar; 0 once it is known to have
    /// cost nothing.
    pub micro_usd: i64,
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
    /// One began that costs so much at most.
    Began(Lease, EngineName, i64),
    /// It has a ticket.
    Ticketed(AttemptId, Ticket),
    /// It has ended by this event, perhaps with a failure, and perhaps it is known to have
    /// cost nothing.
    Ended(AttemptId, &'static str, Option<Failure>, bool),
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
    /// In which order jobs start.
    pub order: QueueOrder,
    /// The budgets of the batches that have one.
    pub budgets: BTreeMap<BatchId, i64>,
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
            if let Some(old) = self.jobs.get(&job) {
                (row.priority, row.rank) = (old.priority, old.rank);
            }
            self.jobs.insert(job, row);
            self.attempt(job, &change.attempt);
            self.videos.extend(video.map(|video| (video, job)));
        }
        Ok(())
    }

    fn attempt(&mut self, job: JobId, change: &AttemptChange) {
        match change {
            AttemptChange::None => {}
            AttemptChange::Began(lease, engine, micro_usd) => {
                let row = AttemptRow {
                    job,
                    lease: lease.clone(),
                    engine: engine.clone(),
                    ticket: None,
                    ended: None,
                    failure: None,
                    micro_usd: *micro_usd,
                };
                self.attempts.insert(lease.attempt, row);
            }
            AttemptChange::Ticketed(attempt, ticket) => {
                if let Some(row) = self.attempts.get_mut(attempt) {
                    row.ticket = Some(ticket.clone());
                }
            }
            AttemptChange::Ended(attempt, event, failure, unbilled) => {
                if let Some(row) = self.attempts.get_mut(attempt) {
                    row.ended = Some(event);
                    row.failure.clone_from(failure);
                    if *unbilled {
                        row.micro_usd = 0;
                    }
                }
            }
        }
    }

    /// What the attempts of a batch cost at most, in millionths of a US dollar.
    #[must_use]
    pub fn spent(&self, batch: BatchId) -> i64 {
        let attempts = self.attempts.values();
        let of_batch = attempts.filter(|row| {
            let job = self.jobs.get(&row.job);
            job.is_some_and(|job| job.batch == batch)
        });
        of_batch.map(|row| row.micro_usd).sum()
    }

    /// The batches in the order in which a job of theirs last started.
    #[must_use]
    pub fn by_last_start(&self) -> Vec<BatchId> {
        let mut last: BTreeMap<BatchId, AttemptId> = BTreeMap::new();
        // Attempts' ids are in the order in which they began.
        for (attempt, row) in &self.attempts {
            if let Some(job) = self.jobs.get(&row.job) {
                last.insert(job.batch, *attempt);
            }
        }
        let mut batches: Vec<_> = last.into_iter().collect();
        batches.sort_by_key(|(_, attempt)| *attempt);
        batches.into_iter().map(|(batch, _)| batch).collect()
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
