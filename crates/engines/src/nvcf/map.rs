//! What an answer means.

use http::HeaderMap;
use serde_json::Value;
use worldreel_domain::failure::{Failure, FailureClass, WayOut};

use crate::http::{Answer, Began, Judge, Said};

/// The id of a render that can't exist.
pub(super) const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// The id that the service gave a request: in a header, or in the body of older
/// gateways.
pub(super) fn request_id(answer: &Answer) -> Option<String> {
    let header = answer
        .headers
        .get("nvcf-reqid")
        .and_then(|value| value.to_str().ok());
    let body: Option<Value> = match header {
        Some(_) => None,
        None => serde_json::from_slice(&answer.body).ok(),
    };
    let id = header.or_else(|| body.as_ref()?["reqId"].as_str())?;
    // It becomes a part of an address, where nothing else is safe.
    let plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    (plain && (1..=128).contains(&id.len())).then(|| id.to_owned())
}

/// How far a render is, per cent, where its function writes it.
pub(super) fn percent(headers: &HeaderMap) -> Option<u32> {
    let text = headers.get("nvcf-percent-complete")?.to_str().ok()?;
    let figure: f64 = text.trim().trim_end_matches('%').parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100 after the clamp"
    )]
    figure.is_finite().then(|| figure.clamp(0.0, 100.0) as u32)
}

/// Why a request for a render was refused. `broke_off` says whether a render may run if
/// the refusal came from in between, where the connection to the service broke.
pub(super) fn refused(judge: &Judge<'_>, said: &Said, broke_off: Began) -> Failure {
    match said.status {
        _ if said.html => judge.answer(said, broke_off),
        // The service's own words for a body that did not come whole.
        400 if said.says(&["failed to read request body"]) => {
            let message = format!("the order did not reach {} whole", judge.server);
            judge.of(FailureClass::Unreachable, &message, Some(said), Began::No)
        }
        // "Function '…': Not found for account '…'": there is one, but not for this key.
        404 if said.says(&["for account"]) => {
            let mut failure = judge.answer(said, Began::No);
            failure.class = FailureClass::Auth;
            failure.message = match judge.key {
                Some(key) => format!("the key {} may not use this function", key.label()),
                None => "this function needs a key".to_owned(),
            };
            failure.retry = worldreel_domain::failure::Retry::Again;
            failure.next_step = WayOut::CheckKeys;
            failure
        }
        409 | 412 | 501 => {
            let message = format!("{} can't run this function just now", judge.server);
            judge.of(FailureClass::Backend, &message, Some(said), Began::No)
        }
        // Its control plane is busy: nothing was taken.
        503 => judge.answer(said, Began::No),
        // Nobody took the work within the hold time, and the service has called it off.
        504 => {
            let message = format!("{} has no free machine just now", judge.server);
            judge.of(FailureClass::QueueFull, &message, Some(said), Began::No)
        }
        502 => judge.answer(said, broke_off),
        _ => judge.answer(said, Began::Maybe),
    }
}

/// What an answer without a result means for a render that is known to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing: ask again.
    AskAgain,
    /// To be asked less often.
    SlowDown,
    /// The service doesn't know it.
    Unknown,
    /// It failed.
    Failed(Failure),
}

/// Reads an answer without a result about a render that was taken.
pub(super) fn word(judge: &Judge<'_>, said: &Said) -> Word {
    match said.status {
        429 => Word::SlowDown,
        // A worker that did not answer in time, or something in between: it runs on.
        408 | 502..=504 => Word::AskAgain,
        _ if said.html => Word::AskAgain,
        404 => Word::Unknown,
        422 | 500 => Word::Failed(judge.render_failed(said)),
        _ => Word::Failed(judge.while_running(judge.answer(said, Began::Maybe))),
    }
}

/// What the answer about a render that can't exist says of the way there and the key.
pub(super) fn probed(judge: &Judge<'_>, said: &Said) -> Result<(), Failure> {
    match said.status {
        // It does not know the render, so it knows the key.
        400 | 404 | 422 if !said.html => Ok(()),
        200..=299 => Ok(()),
        _ => Err(refused(judge, said, Began::No)),
    }
}

#[cfg(test)]
#[path = "map_tests.rs"]
mod tests;
