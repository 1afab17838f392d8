//! How the queue stands, in few words: for those who must know whether it works, has ended
//! or waits for its user, and need no job by name.

use std::collections::BTreeMap;

use worldreel_domain::job::JobStateName;
use worldreel_domain::wait::WaitReason;

/// How the queue stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// Jobs that are rendered, saved, asked about or stopped.
    pub under_way: usize,
    /// Jobs that wait for their turn, a moment, a key or a lane.
    pub waiting: usize,
    /// Jobs that wait for the user's decision.
    pub undecided: usize,
    /// Why nothing that waits goes on without the user, when that is so and nothing is
    /// under way.
    pub rests: Option<WaitReason>,
    /// Jobs that are done since this queue was taken up.
    pub done: usize,
    /// Jobs that have failed since this queue was taken up.
    pub failed: usize,
}

impl Standing {
    /// Whether something goes on without the user.
    #[must_use]
    pub const fn works(&self) -> bool {
        self.under_way > 0 || (self.waiting > 0 && self.rests.is_none())
    }
}

/// How many live jobs are in each state.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<JobStateName, usize>);

impl Tally {
    /// A job that was in the one state, if it was live, is now in the other.
    pub(crate) fn count(&mut self, from: Option<JobStateName>, to: JobStateName) {
        if let Some(left) = from.and_then(|from| self.0.get_mut(&from)) {
            *left = left.saturating_sub(1);
        }
        if to.is_live() {
            *self.0.entry(to).or_default() += 1;
        }
    }

    pub(crate) fn of(&self, name: JobStateName) -> usize {
        self.0.get(&name).copied().unwrap_or(0)
    }

    /// Jobs that are neither waiting nor in the user's hands.
    pub(crate) fn under_way(&self) -> usize {
        let named = self.0.iter();
        named
            .filter(|(name, _)| name.goes_on() && **name != JobStateName::Queued)
            .map(|(_, count)| count)
            .sum()
    }
}

/// What has ended since the queue was taken up.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    done: usize,
    failed: usize,
}

impl Ends {
    /// A live job has come to this state, and that is on the disk.
    pub(crate) fn count(&mut self, to: JobStateName) {
        match to {
            JobStateName::Done => self.done += 1,
            JobStateName::Failed => self.failed += 1,
            _ => {}
        }
    }

    /// How the queue stands with these live jobs; `rests` says why nothing that waits goes
    /// on by itself, if so.
    pub(crate) fn standing(
        &self,
        live: &Tally,
        rests: impl FnOnce() -> Option<WaitReason>,
    ) -> Standing {
        let under_way = live.under_way();
        let waiting = live.of(JobStateName::Queued);
        Standing {
            under_way,
            waiting,
            undecided: live.of(JobStateName::Undecided),
            rests: (under_way == 0 && waiting > 0).then(rests).flatten(),
            done: self.done,
            failed: self.failed,
        }
    }
}
