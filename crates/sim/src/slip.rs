//! Mistakes that a studio could make. Each is made on purpose, to see that it is found.

/// A broken rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// A resting key is used.
    UseRestingKey,
    /// The place of a key is never given back.
    ForgetKey,
    /// A lane is never given back.
    ForgetLane,
    /// What may have been billed is sent again.
    RequeueMaybeBilled,
    /// What may run elsewhere is sent again after a crash.
    RequeueAfterCrash,
    /// A request goes out before it is written down.
    ActBeforeCommit,
    /// A request goes out before its cost is written down.
    ForgetUse,
    /// What the disk refused is forgotten.
    DropRefused,
    /// The user's order is turned round.
    TurnOrder,
    /// Engines are used that the user did not agree to.
    LeaveEngines,
    /// Nobody wakes for a moment that the plan names.
    SleepOn,
    /// What was spent is counted twice.
    CountTwice,
    /// What was spent before a crash is taken from the keys and not from the books.
    ForgetSpent,
    /// What is to be done whatever the disk says is forgotten when it refuses.
    ForgetAnyway,
    /// What came too late for its job is dropped, although the disk refuses what it came
    /// too late for.
    DropLate,
    /// Nothing is planned anew when a key gets back what a render did not cost.
    ForgetRefund,
    /// A paid render that is no video is rendered again.
    PayAgain,
    /// What was not billed is counted as spent.
    KeepUnbilled,
    /// A paused batch goes on after a restart.
    ForgetPause,
    /// A job that is moved keeps its old place on the board.
    ForgetMove,
    /// A file that a crash tore is taken for a video.
    TrustTornFile,
    /// A finished render that could not be brought is rendered again.
    RenderAgain,
    /// What a batch's renders cost is not taken from its budget.
    ForgetBudget,
    /// After a restart a batch may spend all of its budget anew.
    BudgetAnew,
    /// What was not billed does not come back to its batch's budget.
    ForgetBudgetRefund,
    /// A job that is made urgent stays where it was.
    ForgetPriority,
    /// After a restart every batch counts as one that never had a turn.
    ForgetTurns,
    /// A job waits on although its time is over.
    ForgetExpiry,
    /// An engine that rests is sent jobs all the same.
    KnockWhileAway,
    /// After its rest an engine is tried by all jobs together.
    KnockTogether,
}

impl Slip {
    /// All of them.
    pub const ALL: [Self; 30] = [
        Self::UseRestingKey,
        Self::ForgetKey,
        Self::ForgetLane,
        Self::RequeueMaybeBilled,
        Self::RequeueAfterCrash,
        Self::ActBeforeCommit,
        Self::ForgetUse,
        Self::DropRefused,
        Self::TurnOrder,
        Self::LeaveEngines,
        Self::SleepOn,
        Self::CountTwice,
        Self::ForgetSpent,
        Self::ForgetAnyway,
        Self::DropLate,
        Self::ForgetRefund,
        Self::PayAgain,
        Self::KeepUnbilled,
        Self::ForgetPause,
        Self::ForgetMove,
        Self::TrustTornFile,
        Self::RenderAgain,
        Self::ForgetBudget,
        Self::BudgetAnew,
        Self::ForgetBudgetRefund,
        Self::ForgetPriority,
        Self::ForgetTurns,
        Self::ForgetExpiry,
        Self::KnockWhileAway,
        Self::KnockTogether,
    ];
}
