//! Orders that are refused before anything is sent.

use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};

use crate::http::{Began, Judge};

/// Refuses a spec with the first of its problems; the studio shows them all.
pub(crate) fn refuse(problems: &[SpecProblem]) -> Result<(), Failure> {
    let Some(first) = problems.first() else {
        return Ok(());
    };
    let all: Vec<_> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    Err(Failure {
        class: FailureClass::InvalidInput,
        message: all.join("; "),
        provider_said: None,
        retry: Retry::Never,
        billed: Billed::No,
        next_step: WayOut::EditField {
            field: first.field.clone(),
            nearest: first.nearest.clone(),
        },
    })
}

/// An engine with keys was given none.
pub(crate) fn no_key(server: &str) -> Failure {
    Failure {
        class: FailureClass::Auth,
        message: format!("{server} renders only with a key, and none is set up"),
        provider_said: None,
        retry: Retry::Again,
        billed: Billed::No,
        next_step: WayOut::CheckKeys,
    }
}

/// Why a key can't be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyProblem {
    /// It has characters that no key has.
    NotAHeader,
    /// Others could read it on its way.
    InTheClear,
}

impl KeyProblem {
    pub(crate) fn failure(self, judge: &Judge<'_>) -> Failure {
        let label = judge
            .key
            .map_or_else(String::new, |key| format!(" {}", key.label()));
        let (class, message) = match self {
            Self::NotAHeader => (
                FailureClass::Auth,
                format!("the key{label} has characters that no key has, such as a line break"),
            ),
            Self::InTheClear => (
                FailureClass::Unsupported,
                format!(
                    "the key{label} is not sent to {}: over http others could read it on its way; \
                     use https, or allow it in the engine's settings",
                    judge.server
                ),
            ),
        };
        judge.of(class, &message, None, Began::No)
    }
}
