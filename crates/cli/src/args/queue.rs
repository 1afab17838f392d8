//! `worldreel queue`

use clap::{Args, Subcommand};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::{Priority, QueueOrder};

use super::{Jobs, Money, Retry, Spec};

#[derive(Debug, Args)]
pub(crate) struct Queue {
    #[command(subcommand)]
    pub(crate) verb: Option<QueueVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum QueueVerb {
    /// Show what runs and what waits, and why
    List {
        /// Show what is finished instead, the last to finish first
        #[arg(long)]
        finished: bool,
    },
    /// Start nothing more; what runs, runs on
    Pause,
    /// Start again
    Resume,
    /// Render until the queue is empty
    Run,
    /// Clear finished jobs from the list; they stay in their sessions
    Clear(Clear),
    /// Put back on the list what was cleared last
    PutBack,
    /// Cancel jobs
    Cancel(Jobs),
    /// Try jobs once more, with the same seed; or one as a new job with another one
    Retry(Retry),
    /// Hold waiting jobs back
    Hold(Jobs),
    /// Let held jobs go
    Release(Jobs),
    /// Have a waiting job rendered in another way; what is not named stays as it is
    Edit {
        /// The job's id
        job: JobId,
        #[command(flatten)]
        spec: Spec,
        /// A lane that it has to run on; can be repeated
        #[arg(long = "lane", value_name = "NAME")]
        lanes: Vec<String>,
        /// How long it may wait for its start from now on, such as 8h, or never
        #[arg(long, value_name = "TIME")]
        expire_after: Option<Expiry>,
        #[command(flatten)]
        money: Money,
    },
    /// Say in which order jobs start: in_order, by_turns (batches take turns) or soonest
    /// (the longest first, so that all of it is done soonest)
    Order {
        /// The order; without it, what it is now is said
        order: Option<QueueOrder>,
    },
    /// Make jobs more or less urgent
    Priority {
        #[command(flatten)]
        jobs: Jobs,
        /// high, normal or low
        priority: Priority,
    },
    /// Say how long jobs may wait for their start that are queued from now on
    Expiry {
        /// Such as 8h, or never; without it, what it is now is said
        expiry: Option<Expiry>,
    },
    /// Let waiting jobs expire that have waited for long; without --yes, only say which
    Expire {
        /// At least for how long, such as 8h
        #[arg(long, value_name = "TIME")]
        waited: Expiry,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
    /// Limit what the jobs of a batch may cost together, those that have begun included
    Budget {
        /// The batch's id
        batch: BatchId,
        /// US dollars; without them, any sum
        #[arg(
            long,
            value_name = "USD",
            conflicts_with = "unlimited",
            required_unless_present = "unlimited"
        )]
        usd: Option<f64>,
        /// Any sum
        #[arg(long)]
        unlimited: bool,
    },
    /// Put waiting jobs before all others
    Next(Jobs),
    /// Put waiting jobs before another, or at the end, in the order in which they stand
    Move {
        #[command(flatten)]
        jobs: Jobs,
        /// The job they should come before
        #[arg(long, value_name = "ID")]
        before: Option<JobId>,
    },
}

/// Which finished jobs are cleared: all that match what is said, or simply all.
#[derive(Debug, Default, Args)]
pub(crate) struct Clear {
    /// Only these jobs
    #[arg(value_name = "JOB")]
    pub(crate) jobs: Vec<JobId>,
    /// Those that are done
    #[arg(long)]
    pub(crate) done: bool,
    /// Those that failed
    #[arg(long)]
    pub(crate) failed: bool,
    /// Those that were cancelled
    #[arg(long)]
    pub(crate) cancelled: bool,
    /// Those that expired
    #[arg(long)]
    pub(crate) expired: bool,
}
