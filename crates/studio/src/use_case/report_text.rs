//! A run as a text to be read, or to be sent to somebody.

use std::collections::BTreeMap;
use std::fmt::Write;

use worldreel_domain::failure::{Billed, Failure};
use worldreel_domain::id::SessionId;
use worldreel_domain::job::JobState;
use worldreel_domain::money::Price;
use worldreel_library::calendar;

use crate::use_case::run::{RunJob, RunView};

/// The parts of the report, in order: what needs somebody comes first.
const PARTS: [(&str, Part); 5] = [
    ("not sure", Part::Undecided),
    ("failed", Part::Failed),
    ("expired", Part::Expired),
    ("cancelled", Part::Cancelled),
    ("done", Part::Done),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Undecided,
    Failed,
    Expired,
    Cancelled,
    Done,
}

/// The run as a text: its times and figures, and a line for each of its takes.
pub(crate) fn of(run: &RunView, titles: &BTreeMap<SessionId, String>) -> String {
    let mut text = format!(
        "{} to {} UTC\n",
        calendar::minute(run.began),
        calendar::minute(run.ended)
    );
    let of_part = |part| {
        run.jobs
            .iter()
            .rev()
            .filter(move |own| part_of(own) == part)
    };
    let counts: Vec<String> = PARTS
        .iter()
        .rev()
        .map(|(word, part)| (of_part(Some(*part)).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let asked = run.jobs.len();
    let _ = writeln!(text, "{asked} asked for: {}", counts.join(", "));
    let _ = writeln!(text, "spent: {}", spent(run.micro_usd, run.unpriced));
    if run.more {
        let _ = writeln!(text, "what ended before these is not in this report");
    }
    for (word, part) in PARTS {
        let own: Vec<&RunJob> = of_part(Some(part)).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{word}");
        for job in own {
            let title = titles.get(&job.job.session).map_or("", String::as_str);
            let _ = writeln!(text, "  take {} of \"{title}\"{}", job.job.take, said(job));
        }
    }
    text
}

fn spent(micro_usd: i64, unpriced: u32) -> String {
    let sum = match micro_usd {
        0 => Price::Free,
        micro_usd => Price::About { micro_usd },
    };
    match unpriced {
        0 if micro_usd == 0 => "nothing".into(),
        0 => format!("{sum} at most"),
        count => format!("{sum}, and what {count} of them cost whose price nobody tells"),
    }
}

fn part_of(own: &RunJob) -> Option<Part> {
    Some(match own.job.state {
        JobState::Undecided { .. } => Part::Undecided,
        JobState::Failed { .. } => Part::Failed,
        JobState::Expired => Part::Expired,
        JobState::Cancelled { .. } => Part::Cancelled,
        JobState::Done { .. } => Part::Done,
        _ => return None,
    })
}

/// What is to be said of one take after its name.
fn said(own: &RunJob) -> String {
    let mut said = match &own.job.state {
        JobState::Undecided { failure, .. } | JobState::Failed { failure } => why(failure),
        _ => String::new(),
    };
    if own.attempts > 1 {
        let _ = write!(said, ", {} attempts", own.attempts);
    }
    if own.micro_usd > 0 {
        let micro_usd = own.micro_usd;
        let _ = write!(said, ", {}", Price::About { micro_usd });
    }
    said
}

fn why(failure: &Failure) -> String {
    let billed = match failure.billed {
        Billed::No => "not billed",
        Billed::Yes => "billed",
        Billed::Maybe => "may have been billed",
    };
    format!(": {} ({billed})", failure.message)
}
