//! How the library and this machine are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_host::{mounts, space};
use worldreel_library::backups;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::engines::EngineRef;

/// Below this many free bytes the report warns: a hundred clips of ten seconds.
const SPACE_WARN_BYTES: u64 = 2 << 30;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As it should be.
    Good,
    /// It works, but should be looked at.
    Warning,
    /// It doesn't work.
    Problem,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// What was looked at.
    pub name: String,
    /// How it is.
    pub state: CheckState,
    /// What was found and why, as a sentence without a full stop.
    pub message: String,
    /// What that means for the user, where something is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// What a repair does about it, where it can do something; "makes one now".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
    /// What the user can do, where something is left to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What was looked at, and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Each thing.
    pub checks: Vec<Check>,
}

impl Studio {
    /// Looks over the library and this machine.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn report(&self, _: Nothing) -> Result<Report, ApiError> {
        let mut checks = vec![
            self.check_folder(),
            self.check_space(),
            self.check_database().await,
            self.check_backups(),
        ];
        checks.extend(self.check_videos().await?);
        checks.push(self.check_settings());
        checks.extend(self.check_desk());
        for engine in self.engines() {
            let name = format!("engine {}", engine.name());
            let wanted = EngineRef {
                engine: engine.name(),
            };
            checks.push(match self.test_engine(wanted).await {
                Ok(_) => good(&name, format!("ready, {} lanes", engine.lanes().len())),
                Err(error) => {
                    problem(&name, error.message).means("what waits for it alone does not start")
                }
            });
        }
        for refiner in self.refiner_views().await? {
            let where_to = if refiner.offline {
                "works offline"
            } else {
                "sends prompts over the network"
            };
            checks.push(good(
                &format!("refiner {}", refiner.name),
                format!("{}, {where_to}", refiner.label),
            ));
        }
        if let Some(folder) = self.log_folder() {
            checks.push(good("logs", folder.display().to_string()));
        }
        Ok(Report { checks })
    }

    fn check_settings(&self) -> Check {
        match self.settings_file().unreadable() {
            None => good("settings", "read".into()),
            Some((file, reason)) => warning(
                "settings",
                format!("{} can't be read: {reason}", file.display()),
            )
            .means("the usual settings hold")
            .hint("correct the file, or set them again"),
        }
    }

    /// What the system has refused to do for the user, where it was asked.
    fn check_desk(&self) -> impl Iterator<Item = Check> + use<> {
        let refused = self.desk().refused();
        let notifications = refused.notification.map(|said| {
            warning("notifications", said)
                .means("you are not told when the queue is done or needs a decision")
                .hint(
                    "start a notification service of your desktop, or turn notifications off in \
                     the settings",
                )
        });
        let awake = refused.awake.map(|said| {
            warning("keep awake", said)
                .means("this computer may go to sleep while takes are rendered")
                .hint("see to it yourself that it does not")
        });
        notifications.into_iter().chain(awake)
    }

    fn check_folder(&self) -> Check {
        let folder = self.library();
        match mounts::network_file_system(folder) {
            Some(kind) => problem(
                "library",
                format!("{} is on a network file system ({kind})", folder.display()),
            )
            .means("a live database can be damaged there")
            .hint("keep the library on a disk of this computer"),
            None if folder.is_dir() => good("library", folder.display().to_string()),
            None => problem("library", format!("{} is gone", folder.display()))
                .means("nothing can be saved, and renders that are finished wait for it")
                .hint("put the folder back"),
        }
    }

    fn check_space(&self) -> Check {
        let gigabytes =
            |bytes: u64| format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10);
        match space::free_bytes(self.library()) {
            Err(error) => problem("disk", format!("could not ask for the free space: {error}")),
            Ok(free) if free < SPACE_WARN_BYTES => {
                warning("disk", format!("only {} are free", gigabytes(free)))
                    .means("once it is full, finished renders wait for room; nothing is lost")
                    .hint("make room on the disk")
            }
            Ok(free) => good("disk", format!("{} are free", gigabytes(free))),
        }
    }

    pub(super) async fn check_database(&self) -> Check {
        let found = match self.store().check().await {
            Ok(found) if found.is_empty() => return good("database", "sound".into()),
            Ok(found) => format!("damaged: {}", found.join("; ")),
            Err(error) => with_causes(&error),
        };
        problem("database", found)
            .means("what it says of sessions and jobs can't be relied on; the videos are untouched")
            .repair(
                "puts the newest good backup in its place, finds newer videos by their sidecars, \
                 asks about what may have been billed since, and keeps the damaged file",
            )
            .hint("close Worldreel before the repair")
    }

    pub(super) fn check_backups(&self) -> Check {
        let listed = backups::list(self.layout());
        let failed = self.backups().failure(|error| with_causes(error));
        match (listed, failed) {
            (Err(error), _) => warning("backups", format!("their folder can't be read: {error}"))
                .means("a damaged database could not be put back from one")
                .hint("let this user read the folder `backups` of the library"),
            (Ok(_), Some(why)) => warning("backups", format!("there is none of today: {why}"))
                .means("the queue goes on; should the database be damaged, an older one is used")
                .repair("makes it now")
                .hint("it is tried again within the hour"),
            (Ok(found), None) => match found.first() {
                None => good(
                    "backups",
                    "none yet; one a day is made while the queue runs".into(),
                ),
                Some(newest) => good(
                    "backups",
                    format!("{}, the newest of {}", found.len(), newest.day),
                ),
            },
        }
    }

    /// The videos as the database knows them, and as the disk has them.
    async fn check_videos(&self) -> Result<Vec<Check>, ApiError> {
        let stock = self.stock().await?;
        let (total, missing) = (stock.known, stock.missing);
        let mut checks = vec![match missing {
            0 => good("videos", format!("{total}, all of them there")),
            _ => problem("videos", format!("{missing} of {total} files are missing"))
                .means("they can't be played or exported; their prompts and seeds are still known")
                .hint("put the files back in the library's folder `videos`"),
        }];
        if stock.unknown > 0 {
            let found = format!("the database does not know {} on the disk", stock.unknown);
            checks.push(
                warning("unknown videos", found)
                    .means("they are in no session and in no export")
                    .repair("takes them in, with what their sidecars tell"),
            );
        }
        Ok(checks)
    }
}

/// An error and what caused it, in one sentence.
pub(super) fn with_causes(error: &dyn std::error::Error) -> String {
    let error = ApiError::from_error(ErrorCode::Internal, error);
    [vec![error.message], error.causes].concat().join(": ")
}

impl Check {
    fn new(state: CheckState, name: &str, message: String) -> Self {
        Self {
            name: name.into(),
            state,
            message,
            means: None,
            repair: None,
            hint: None,
        }
    }

    fn means(self, means: &str) -> Self {
        Self {
            means: Some(means.into()),
            ..self
        }
    }

    fn repair(self, repair: &str) -> Self {
        Self {
            repair: Some(repair.into()),
            ..self
        }
    }

    fn hint(self, hint: &str) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

fn good(name: &str, message: String) -> Check {
    Check::new(CheckState::Good, name, message)
}

fn warning(name: &str, message: String) -> Check {
    Check::new(CheckState::Warning, name, message)
}

fn problem(name: &str, message: String) -> Check {
    Check::new(CheckState::Problem, name, message)
}
