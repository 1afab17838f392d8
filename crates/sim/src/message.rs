//! What the studio is told, and what it has done outside.

use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, BatchId, EngineName, JobId, KeyFingerprint, LaneName};
use worldreel_domain::job::{JobAction, Ticket};
use worldreel_domain::queue::{Priority, QueueOrder};

use crate::disk::Row;

/// What the studio is told.
#[derive(Debug, Clone)]
pub enum Message {
    /// These jobs are on the disk.
    Queued(Vec<Row>),
    /// The user does this to a job.
    Act(JobId, JobAction),
    /// The user puts a job before another, or at the end.
    Move(JobId, Option<JobId>),
    /// The queue is paused, or goes on.
    PauseQueue(bool),
    /// Jobs start in another order.
    Order(QueueOrder),
    /// A job is more or less urgent.
    Prioritize(JobId, Priority),
    /// A batch may cost so much, or any sum.
    Limit(BatchId, Option<i64>),
    /// A batch is paused, or goes on.
    PauseBatch(BatchId, bool),
    /// A lane is paused, or goes on.
    PauseLane(LaneName, bool),
    /// A key was tested.
    Restore(KeyFingerprint),
    /// An engine was tested.
    EngineIsThere(EngineName),
    /// An engine is taken out.
    RemoveEngine(EngineName),
    /// An engine is set up.
    AddEngine(EngineName),
    /// What became of an attempt of an earlier run.
    Found(AttemptId, Found),
    /// The lane is ready, or not.
    Prepared(AttemptId, Result<(), Failure>),
    /// The request has reached the engine, which may have given a ticket.
    Sighted(AttemptId, Option<Ticket>),
    /// The call of an attempt has ended.
    Ended(AttemptId, Result<Ended, Failure>),
    /// The video was brought, or not.
    Fetched(AttemptId, Result<(), Failure>),
    /// The video was saved, or not.
    Adopted(AttemptId, Result<(), Failure>),
    /// What the engine said to a cancellation.
    CancelAnswered(AttemptId, Stopping),
}

/// How a call ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The file is here.
    Delivered,
    /// The render is finished and can be brought.
    Ready,
}

/// What became of an attempt that was being submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is there.
    Begun(Ticket),
    /// It never began.
    NeverBegan,
    /// It can't be known.
    Unknown,
}

/// What an engine says to a cancellation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopping {
    /// It has stopped; nothing is billed.
    Stopped,
    /// It can't be known.
    Unknown,
}

/// What the studio has done outside, once a turn is on the disk.
#[derive(Debug, Clone)]
pub enum Do {
    /// A lane is got ready.
    Prepare(AttemptId),
    /// A request goes out.
    Submit(AttemptId),
    /// A render is followed.
    Follow(AttemptId),
    /// An engine is asked whether an attempt began.
    Find(AttemptId),
    /// An engine is told to stop.
    Cancel(AttemptId),
    /// A video is brought, after so many milliseconds.
    Fetch(AttemptId, i64),
    /// A video is saved, after so many milliseconds.
    Save(AttemptId, i64),
    /// A file is thrown away.
    Discard(AttemptId),
    /// The studio tells itself something.
    Tell(Message),
}
