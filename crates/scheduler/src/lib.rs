//! Which job starts on which lane, and why the others wait.
//!
//! A [`Board`] is told what changed ([`Board::apply`]), says what to start
//! ([`Board::plan`]), why a job waits ([`Board::explain`]) and when it will run
//! ([`Board::forecast`]). It does no I/O and reads no clock: the same changes give the
//! same plan. A plan only proposes; it is
//! carried out by whoever owns the board, who then applies what really happened.
//!
//! The board also holds the key rings: a lane whose renders need a key is of no use without
//! one, so which key a render gets is part of the plan. And it knows which engines are away:
//! such an engine is left alone for a while by all jobs, and then tried by one.
//!
//! Waiting jobs are grouped by what they may run on, and the first job of each group is kept
//! in the order of their turns: a plan reads no further than to the last job that it starts.

mod ahead;
mod away;
mod board;
mod change;
mod course;
mod explain;
mod forecast;
mod front;
mod group;
mod heads;
mod key_places;
mod kinds;
mod plan;
mod play;
mod turn;
mod walk;

pub use away::EnginesAway;
pub use board::Board;
pub use change::{Change, JobNeeds, LaneFacts, LaneKeys, Rank, WaitingJob};
pub use forecast::{Busy, Forecast, Left, SLOTS_MAX, Slot, Took};
pub use plan::{Plan, Start};

#[cfg(test)]
mod tests;
