//! Repairs what the report says can be repaired.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_library::{backups, rescan, sidecar};
use worldreel_store::Selection;

use super::report::{CheckState, Report, with_causes};
use crate::backups as making;
use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::restore::Restored;
use crate::studio::Studio;

/// How a deed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeedState {
    /// It was done.
    Done,
    /// It could not be done; the message says why.
    Failed,
}

/// Something that a repair did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deed {
    /// The name of the check that it is about.
    pub name: String,
    /// How it ended.
    pub state: DeedState,
    /// What was done, as a sentence without a full stop.
    pub message: String,
}

/// What a repair did, and how everything is after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repaired {
    /// What was done; empty when there was nothing to do.
    pub deeds: Vec<Deed>,
    /// How everything is now.
    pub report: Report,
}

/// The videos of the database and those of the disk.
pub(super) struct Stock {
    /// How many the database knows.
    pub(super) known: usize,
    /// How many of them are not on the disk.
    pub(super) missing: usize,
    /// How many are on the disk that it does not know.
    pub(super) unknown: usize,
}

impl Studio {
    /// Repairs what can be repaired. Safe to be asked for again: what is as it should be is
    /// left alone.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn repair(&self, _: Nothing) -> Result<Repaired, ApiError> {
        let mut deeds: Vec<Deed> = self.restored().map(put_right).into_iter().collect();
        if self.check_database().await.state == CheckState::Problem {
            deeds.push(failed(
                "database",
                "it can't be put right while it is open: close Worldreel, then run \
                 `worldreel doctor --repair`"
                    .into(),
            ));
        }
        let stock = self.stock().await?;
        if stock.unknown > 0 {
            deeds.push(self.look_again().await?);
        }
        deeds.extend(self.back_up().await);
        Ok(Repaired {
            deeds,
            report: self.report(Nothing {}).await?,
        })
    }

    async fn look_again(&self) -> Result<Deed, ApiError> {
        let found = self.rescan(Nothing {}).await?;
        let mut message = format!("{} of {} videos taken in", found.added, found.found);
        for problem in &found.problems {
            message.push_str(&format!("; {}: {}", problem.file, problem.reason));
        }
        Ok(done("unknown videos", message))
    }

    /// Today's backup, where it is missing.
    async fn back_up(&self) -> Option<Deed> {
        let (today, now) = (backups::day_of(Self::now()), Self::now());
        let listed = backups::list(self.layout()).unwrap_or_default();
        if listed.iter().any(|backup| backup.day == today) {
            return None;
        }
        Some(match making::make(self.store(), self.layout(), now).await {
            Ok(backup) => done("backups", format!("the one of {} was made", backup.day)),
            Err(error) => failed("backups", with_causes(&error)),
        })
    }

    pub(super) async fn stock(&self) -> Result<Stock, ApiError> {
        let videos = self.store().delivered(&Selection::All).await?;
        let layout = self.layout().clone();
        let counting = move || {
            let there = |file: &str| layout.resolve(file).is_some_and(|path| path.exists());
            let missing = videos.iter().filter(|(_, video)| !there(&video.file));
            let files: BTreeSet<&str> = videos.iter().map(|(_, own)| &*own.file).collect();
            let ids: BTreeSet<_> = videos.iter().map(|(_, own)| own.id).collect();
            let on_disk = rescan::files(&layout).unwrap_or_default();
            // A copy that the user made of a video is no other one.
            let is_unknown = |file: &&String| {
                let path = layout.resolve(file);
                let made = path.and_then(|path| sidecar::read(&path).ok());
                made.is_some_and(|made| !ids.contains(&made.video))
            };
            let others = on_disk.iter().filter(|file| !files.contains(&***file));
            Stock {
                known: videos.len(),
                missing: missing.count(),
                unknown: others.filter(is_unknown).count(),
            }
        };
        let counted = tokio::task::spawn_blocking(counting).await;
        counted.map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))
    }
}

/// What was done about the database before it was opened.
fn put_right(restored: &Restored) -> Deed {
    let mut message = match &restored.day {
        Some(day) => format!("the backup of {day} is in its place"),
        None => "made anew, since there is no good backup; what waited is lost".into(),
    };
    message.push_str(&format!("; {} newer videos found", restored.found));
    if restored.asked > 0 {
        message.push_str(&format!(
            "; {} takes may have been billed since and wait for your word",
            restored.asked
        ));
    }
    if let Some(folder) = &restored.set_aside {
        message.push_str(&format!(
            "; the damaged one is kept in {}",
            folder.display()
        ));
    }
    done("database", message)
}

fn done(name: &str, message: String) -> Deed {
    Deed {
        name: name.into(),
        state: DeedState::Done,
        message,
    }
}

fn failed(name: &str, message: String) -> Deed {
    Deed {
        state: DeedState::Failed,
        ..done(name, message)
    }
}
