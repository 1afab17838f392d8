//! What leads from a field's old values to its new ones.

use crate::talk::NotChanged;

/// More values are set by no hand, and each is tried in several ways.
const STEPS_MAX: usize = 32;

/// One value that is told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// One value for another.
    Turn {
        /// What it says.
        from: String,
        /// What it shall say.
        to: String,
    },
    /// One value less.
    Leave(String),
    /// One value more.
    Bring(String),
}

impl Step {
    /// The words that it is about.
    pub(super) fn what(&self) -> &str {
        match self {
            Self::Turn { to, .. } => to,
            Self::Leave(what) | Self::Bring(what) => what,
        }
    }

    /// Makes the step in a list of values.
    pub(super) fn take(&self, says: &mut Vec<String>) {
        let (gone, come) = match self {
            Self::Turn { from, to } => (Some(from), Some(to)),
            Self::Leave(from) => (Some(from), None),
            Self::Bring(to) => (None, Some(to)),
        };
        let at = gone.and_then(|gone| says.iter().position(|own| own == gone));
        match (at, come) {
            (Some(at), Some(come)) => says[at].clone_from(come),
            (Some(at), None) => {
                says.remove(at);
            }
            (None, come) => says.extend(come.cloned()),
        }
    }
}

/// The ways to pair old values with new ones: in their order from the front, from the end,
/// or not at all. An empty one where nothing differs.
///
/// # Errors
///
/// When there are more than can be.
pub(super) fn plans(old: &[String], new: &[String]) -> Result<Vec<Vec<Step>>, NotChanged> {
    let mut come: Vec<String> = Vec::new();
    let mut gone = old.to_vec();
    for value in new {
        match gone.iter().position(|own| own.eq_ignore_ascii_case(value)) {
            Some(at) => {
                gone.remove(at);
            }
            None => come.push(value.clone()),
        }
        if come.len() > STEPS_MAX {
            return Err(NotChanged::NoRoom);
        }
    }
    if gone.len() > STEPS_MAX {
        return Err(NotChanged::NoRoom);
    }
    if come.is_empty() && gone.is_empty() {
        return Ok(vec![Vec::new()]);
    }
    let (some, more) = (come.len().min(gone.len()), come.len().max(gone.len()));
    let pairs = |from_old: usize, from_new: usize| {
        let turns = (0..some).map(|at| Step::Turn {
            from: gone[from_old + at].clone(),
            to: come[from_new + at].clone(),
        });
        let kept_old = from_old..from_old + some;
        let kept_new = from_new..from_new + some;
        let leave = (0..gone.len())
            .filter(|at| !kept_old.contains(at))
            .map(|at| Step::Leave(gone[at].clone()));
        let bring = (0..come.len())
            .filter(|at| !kept_new.contains(at))
            .map(|at| Step::Bring(come[at].clone()));
        turns.chain(leave).chain(bring).collect::<Vec<_>>()
    };
    let mut plans = vec![pairs(0, 0)];
    if some < more {
        plans.push(pairs(gone.len() - some, come.len() - some));
    }
    if some > 0 {
        // What can't stand where the old words stood may have a place of its own.
        let leave = gone.into_iter().map(Step::Leave);
        plans.push(leave.chain(come.into_iter().map(Step::Bring)).collect());
    }
    Ok(plans)
}
