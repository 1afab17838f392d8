//! Everything that is printed.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the one place that prints"
)]

use serde::Serialize;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::{Failure, WayOut};
use worldreel_domain::job::JobState;
use worldreel_domain::money::Price;
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{EngineWait, KeyWait, WaitReason};
use worldreel_studio::view::{BudgetView, JobView};
use worldreel_studio::{ApiError, ErrorCode, Studio};

/// It did not work.
pub(crate) const FAILED: u8 = 1;
/// What was typed can't be taken; also clap's own code.
pub(crate) const USAGE: u8 = 2;
/// It was done, but not all of it came out well.
pub(crate) const PARTLY: u8 = 3;
/// Stopped by Ctrl-C (128 + SIGINT).
pub(crate) const INTERRUPTED: u8 = 130;

/// Text for people, or JSON for programs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) json: bool,
}

impl Output {
    /// A result: as JSON, or as lines of text.
    pub(crate) fn result(self, value: &impl Serialize, lines: impl FnOnce() -> Vec<String>) {
        if self.json {
            match serde_json::to_string_pretty(value) {
                Ok(text) => println!("{text}"),
                Err(error) => {
                    line_to_stderr(&format!("error: could not print the result: {error}"));
                }
            }
        } else {
            for line in lines() {
                println!("{line}");
            }
        }
    }

    /// Something on the way that is no result: only for people.
    pub(crate) fn note(self, line: &str) {
        if !self.json {
            line_to_stderr(line);
        }
    }
}

/// A line for people who watch a program's other output.
pub(crate) fn line_to_stderr(line: &str) {
    eprintln!("{line}");
}

/// A line on standard output, at once.
pub(crate) fn line_to_stdout(line: &str) {
    use std::io::Write;
    println!("{line}");
    // Who reads a pipe must not wait for more.
    let _ = std::io::stdout().flush();
}

/// An error with its causes and its way out.
pub(crate) fn error(error: &ApiError, json: bool) {
    if json {
        let body = serde_json::json!({ "error": error });
        line_to_stderr(&serde_json::to_string_pretty(&body).unwrap_or_else(|_| error.to_string()));
    } else {
        line_to_stderr(error_text(error).trim_end());
    }
}

/// An error as text: what failed, its causes, a blank line, the hint.
pub(crate) fn error_text(error: &ApiError) -> String {
    use std::fmt::Write;
    let mut text = format!("error: {}\n", error.message);
    for cause in &error.causes {
        let _ = writeln!(text, "  caused by: {cause}");
    }
    if let Some(hint) = &error.hint {
        let _ = writeln!(text, "\nhint: {hint}");
    }
    text
}

pub(crate) const fn exit_code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::BadInput | ErrorCode::EngineCannot => USAGE,
        _ => FAILED,
    }
}

/// Where a job stands, in a few words.
pub(crate) fn state(job: &JobView) -> String {
    match &job.state {
        JobState::Queued { .. } => {
            let waits = match (&job.waits, &job.trouble) {
                (Some(waits @ WaitReason::EngineAway { .. }), _) => wait(waits),
                (_, Some(trouble)) => format!("tries again: {}", trouble.message),
                (Some(waits), None) => wait(waits),
                (None, None) => "queued".into(),
            };
            match job.expires_at {
                Some(at) => format!("{waits}; {}", expires(at, Studio::now())),
                None => waits,
            }
        }
        JobState::Preparing { lease } | JobState::Submitting { lease } => {
            format!("starting on {}", lease.lane)
        }
        JobState::Running { lease, .. } => match &job.progress {
            Some(progress) => match progress.total {
                Some(total) => format!("rendering on {}, {} of {total}", lease.lane, progress.done),
                None => format!("rendering on {}, {}", lease.lane, progress.done),
            },
            None => format!("rendering on {}", lease.lane),
        },
        JobState::Fetching { .. } => match &job.trouble {
            Some(trouble) => format!("waits to be saved: {}", trouble.message),
            None => "saving".into(),
        },
        JobState::InDoubt { .. } => "checking with the engine".into(),
        JobState::Held => "held by you".into(),
        JobState::Undecided { failure, .. } => format!("needs your decision: {}", failure.message),
        JobState::Cancelling { .. } => "cancelling".into(),
        JobState::Cancelled {
            may_be_billed: true,
        } => "cancelled, may be billed".into(),
        JobState::Cancelled {
            may_be_billed: false,
        } => "cancelled, not billed".into(),
        JobState::Expired => match job.expiry {
            Expiry::Never => "expired".into(),
            expiry @ Expiry::AfterS(_) => format!("expired, having waited {expiry}"),
        },
        JobState::Failed { failure } => format!("failed: {}", failure_text(failure)),
        JobState::Done { .. } => "done".into(),
    }
}

/// How a job is to be rendered, and on what.
pub(crate) fn spec(job: &JobView) -> String {
    let spec = &job.spec;
    let engines: Vec<_> = job.engines.iter().map(ToString::to_string).collect();
    format!(
        "{}x{}, {} frames, {} a second, seed {}, on {}",
        spec.size.width,
        spec.size.height,
        spec.frames,
        spec.fps,
        spec.seed,
        engines.join(", ")
    )
}

/// How long it is from now until then.
pub(crate) fn left(until: Timestamp) -> String {
    let left_ms = until.ms().saturating_sub(Studio::now().ms()).max(0);
    #[allow(clippy::cast_precision_loss, reason = "only for the eye")]
    let left_s = left_ms as f64 / 1e3;
    duration(left_s)
}

/// Why no order goes to an engine, as it stands beside one of its lanes.
pub(crate) fn away(why: &EngineWait) -> String {
    match why.until {
        Some(until) => format!("left alone for {}: {why}", left(until)),
        None => why.to_string(),
    }
}

/// When a job expires, seen from now.
fn expires(at: Timestamp, now: Timestamp) -> String {
    let left_ms = at.ms().saturating_sub(now.ms());
    match u32::try_from(left_ms / 1_000) {
        Ok(seconds) if left_ms > 0 => format!("expires in {}", duration(seconds.into())),
        _ => "expires".into(),
    }
}

fn failure_text(failure: &Failure) -> String {
    match &failure.provider_said {
        Some(said) => format!("{} (it said: {said})", failure.message),
        None => failure.message.clone(),
    }
}

fn wait(reason: &WaitReason) -> String {
    let hint = match reason {
        WaitReason::NoKey {
            why: KeyWait::NoneSetUp,
            ..
        } => " (worldreel keys add)".into(),
        WaitReason::EngineAway { why, .. } => why
            .until
            .map(|until| format!("; tried again in {}", left(until)))
            .unwrap_or_default(),
        WaitReason::Dearer { .. } => " (worldreel queue edit)".into(),
        WaitReason::BudgetUsed { .. } => " (worldreel queue budget)".into(),
        _ => String::new(),
    };
    format!("{reason}{hint}")
}

/// What the user can do, as a sentence without a full stop.
pub(crate) fn way_out(way: &WayOut) -> String {
    match way {
        WayOut::Retry => "try it again; the same seed gives the same take".into(),
        WayOut::EditPrompt => "change the prompt and render it anew".into(),
        WayOut::EditField {
            field,
            nearest: Some(nearest),
        } => format!("set {field} to {nearest} and render it anew"),
        WayOut::EditField {
            field,
            nearest: None,
        } => format!("change {field} and render it anew"),
        WayOut::ChooseEngine => "choose another engine".into(),
        WayOut::CheckKeys => "look at the keys (worldreel keys)".into(),
        WayOut::TestEngine => "test the engine (worldreel engines test)".into(),
        WayOut::FreeSpace { need_bytes } => {
            format!("make {} MB of room on the disk", need_bytes / 1_000_000)
        }
        WayOut::CheckFolder => "look at the library's folder".into(),
        WayOut::OpenLogs => "look into the log files (worldreel doctor names them)".into(),
    }
}

/// A price as it is shown.
pub(crate) fn price(price: Price) -> String {
    match price {
        Price::Free => "free (this computer)".into(),
        Price::About { micro_usd } => format!("about ${:.2}", crate::money::usd(micro_usd)),
        Price::Unknown => "price unknown".into(),
    }
}

/// In which order jobs start, in a few words.
pub(crate) const fn order(order: QueueOrder) -> &'static str {
    match order {
        QueueOrder::InOrder => "jobs start in order",
        QueueOrder::ByTurns => "batches take turns",
        QueueOrder::Soonest => "the longest start first, so that all of it is done soonest",
    }
}

/// What a batch may cost and costs so far.
pub(crate) fn budget(budget: &BudgetView) -> String {
    let said = |micro_usd| Price::About { micro_usd }.to_string();
    format!(
        "batch {} may cost {}, and {} of it is used",
        budget.batch,
        said(budget.budget_micro_usd),
        said(budget.spent_micro_usd)
    )
}

/// A number of things, as in "1 take" and "2 takes".
pub(crate) fn count(number: u32, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// A length of time as it is shown.
pub(crate) fn duration(seconds: f64) -> String {
    let whole = seconds.max(1.0).round();
    let minutes = (whole / 60.0).floor();
    if minutes < 1.0 {
        format!("{whole} s")
    } else if minutes < 60.0 {
        format!("{minutes} min {} s", whole - minutes * 60.0)
    } else {
        let hours = (minutes / 60.0).floor();
        format!("{hours} h {} min", minutes - hours * 60.0)
    }
}

#[cfg(test)]
mod tests {
    use worldreel_domain::failure::FailureClass;
    use worldreel_domain::id::EngineName;

    use super::*;

    #[test]
    fn an_error_is_told_with_causes_and_way_out() {
        let error = ApiError {
            causes: vec!["permission denied".into()],
            ..ApiError::new(ErrorCode::ReadOnly, "the library folder can't be written")
        }
        .hint("choose another folder");
        insta::assert_snapshot!(error_text(&error), @r"
        error: the library folder can't be written
          caused by: permission denied

        hint: choose another folder
        ");
    }

    #[test]
    fn an_engine_that_is_away_is_told_with_what_failed_and_when_it_is_tried_again() {
        let mut why = EngineWait {
            class: FailureClass::Unreachable,
            message: "could not reach 127.0.0.1:9: connection refused".into(),
            until: Some(Studio::now().plus_ms(90_400)),
        };
        let wait_for = |why: &EngineWait| {
            let why = why.clone();
            wait(&WaitReason::EngineAway {
                engines: vec![EngineName::new("attic")],
                why,
            })
        };
        assert_eq!(
            away(&why),
            "left alone for 1 min 30 s: could not reach 127.0.0.1:9: connection refused"
        );
        assert_eq!(
            wait_for(&why),
            "attic takes nothing now: could not reach 127.0.0.1:9: connection refused; tried \
             again in 1 min 30 s"
        );
        why.until = None;
        assert_eq!(
            wait_for(&why),
            "attic takes nothing now: could not reach 127.0.0.1:9: connection refused; it is \
             being tried again"
        );
    }

    #[test]
    fn lengths_of_time_are_read_at_a_glance() {
        assert_eq!(duration(0.2), "1 s");
        assert_eq!(duration(171.0), "2 min 51 s");
        assert_eq!(duration(7_260.0), "2 h 1 min");
    }
}
