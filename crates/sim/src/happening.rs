//! What the script of a night lets happen.

use worldreel_domain::id::{EngineName, KeyFingerprint};
use worldreel_domain::job::JobAction;
use worldreel_domain::queue::{Priority, QueueOrder};

/// Something that happens from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// The batch of this index is queued.
    Queue(usize),
    /// A key is answered with 429 for so long.
    Storm {
        /// The key.
        key: KeyFingerprint,
        /// For how long, in milliseconds.
        lasts_ms: i64,
        /// Whether the answer names how long to wait.
        says_when: bool,
    },
    /// A key is no longer accepted.
    Refuse(KeyFingerprint),
    /// A key has no credit left.
    Empty(KeyFingerprint),
    /// A key is accepted and has credit.
    Heal(KeyFingerprint),
    /// An engine can't be reached for so many milliseconds.
    Down(EngineName, i64),
    /// The disk is full for so many milliseconds.
    DiskFull(i64),
    /// The studio is killed and starts again so many milliseconds later.
    Crash {
        /// How long it is away, in milliseconds.
        away_ms: i64,
        /// In its next turn, after so many of its parts, and not between two turns.
        inside: Option<u8>,
    },
    /// The wall clock is set, by so many milliseconds.
    Clock(i64),
    /// The user does something.
    Click(Click),
}

impl Happening {
    /// Its kind, for a table.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Queue(_) => "queue",
            Self::Storm { .. } => "storm",
            Self::Refuse(_) => "key refused",
            Self::Empty(_) => "key empty",
            Self::Heal(_) => "key healed",
            Self::Down(..) => "engine down",
            Self::DiskFull(_) => "disk full",
            Self::Crash { .. } => "crash",
            Self::Clock(_) => "clock set",
            Self::Click(_) => "click",
        }
    }
}

/// Something that the user does; to what is found by lot when it comes to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Click {
    /// To a job.
    Act(JobAction),
    /// Puts a job before another or at the end.
    Move,
    /// Has jobs start in another order.
    Order(QueueOrder),
    /// Makes a job more or less urgent.
    Prioritize(Priority),
    /// Gives a batch another budget, in percent of its first; more than 100 is any sum.
    Limit(usize, u32),
    /// Pauses the queue, or lets it go on.
    Queue(bool),
    /// Pauses a batch, or lets it go on.
    Batch(usize, bool),
    /// Pauses a lane, or lets it go on.
    Lane(usize, bool),
    /// Tests a key with success.
    Restore(KeyFingerprint),
    /// Tests an engine, which says whether it is there.
    TestEngine(EngineName),
    /// Takes an engine out.
    RemoveEngine(EngineName),
    /// Sets it up again.
    AddEngine(EngineName),
}
