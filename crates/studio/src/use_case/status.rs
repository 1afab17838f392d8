//! Who answers, how it is, and everything at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_host::{mounts, space};
use worldreel_library::backups;
use worldreel_store::Selection;

use crate::backups::BackupError;
use crate::call::{Nothing, PROTOCOL};
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::sessions::SessionQuery;
use crate::view::Snapshot;

/// Below this many free bytes the report warns: a hundred clips of ten seconds.
const SPACE_WARN_BYTES: u64 = 2 << 30;

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Health {
    /// Worldreel's version.
    pub version: String,
    /// The version of the call API.
    pub protocol: u32,
    /// The library's folder.
    pub library: String,
    /// Its name: the folder's own.
    pub library_name: String,
}

/// Where the log files are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LogFolder {
    /// The folder; absent when this studio writes none.
    #[serde(default)]
    pub folder: Option<String>,
}

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
    /// What was found, as a sentence without a full stop.
    pub message: String,
    /// What to do, where something is to be done.
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
    /// Says who answers.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn health(&self, _: Nothing) -> Result<Health, ApiError> {
        Ok(self.identity())
    }

    fn identity(&self) -> Health {
        let folder = self.library();
        Health {
            version: env!("CARGO_PKG_VERSION").into(),
            protocol: PROTOCOL,
            library: folder.display().to_string(),
            library_name: folder.file_name().map_or_else(
                || "Library".into(),
                |name| name.to_string_lossy().into_owned(),
            ),
        }
    }

    /// Everything a screen needs at once, with the number of the last event before it.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn snapshot(&self, _: Nothing) -> Result<Snapshot, ApiError> {
        // First the number, then the rest: what comes between is only told twice.
        let seq = self.store().last_event().await?;
        Ok(Snapshot {
            seq,
            studio: self.identity(),
            queue: self.queue(Nothing {}).await?,
            sessions: self.list_sessions(SessionQuery::default()).await?,
            engines: self.engine_views(),
            refiners: self.refiner_views(),
        })
    }

    /// Names the folder of the log files.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn logs(&self, _: Nothing) -> Result<LogFolder, ApiError> {
        Ok(LogFolder {
            folder: self.log_folder().map(|folder| folder.display().to_string()),
        })
    }

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
        checks.push(self.check_videos().await?);
        checks.push(self.check_settings());
        for engine in self.engines() {
            let name = format!("engine {}", engine.name());
            checks.push(match engine.probe(None).await {
                Ok(()) => good(&name, format!("ready, {} lanes", engine.lanes().len())),
                Err(failure) => problem(&name, failure.message, None),
            });
        }
        for refiner in self.refiner_views() {
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
            Some((file, reason)) => Check {
                state: CheckState::Warning,
                ..problem(
                    "settings",
                    format!("{} can't be read: {reason}", file.display()),
                    Some("the usual settings hold; correct the file, or set them again"),
                )
            },
        }
    }

    fn check_folder(&self) -> Check {
        let folder = self.library();
        match mounts::network_file_system(folder) {
            Some(kind) => problem(
                "library",
                format!("{} is on a network file system ({kind})", folder.display()),
                Some("keep the library on a disk of this computer"),
            ),
            None if folder.is_dir() => good("library", folder.display().to_string()),
            None => problem(
                "library",
                format!("{} is gone", folder.display()),
                Some("put the folder back: renders that are finished wait for it"),
            ),
        }
    }

    fn check_space(&self) -> Check {
        let gigabytes =
            |bytes: u64| format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10);
        match space::free_bytes(self.library()) {
            Err(error) => problem(
                "disk",
                format!("could not ask for the free space: {error}"),
                None,
            ),
            Ok(free) if free < SPACE_WARN_BYTES => Check {
                state: CheckState::Warning,
                ..problem(
                    "disk",
                    format!("only {} are free", gigabytes(free)),
                    Some("make room on the disk"),
                )
            },
            Ok(free) => good("disk", format!("{} are free", gigabytes(free))),
        }
    }

    async fn check_database(&self) -> Check {
        match self.store().check().await {
            Ok(found) if found.is_empty() => good("database", "sound".into()),
            Ok(found) => problem(
                "database",
                format!("damaged: {}", found.join("; ")),
                Some("close Worldreel, move library.db aside and run `worldreel rescan`"),
            ),
            Err(error) => {
                let error = ApiError::from(error);
                problem("database", error.message, error.hint.as_deref())
            }
        }
    }

    fn check_backups(&self) -> Check {
        if let Some(why) = self.backups().failure(with_causes) {
            return Check {
                state: CheckState::Warning,
                ..problem(
                    "backups",
                    format!("there is none of today: {why}"),
                    Some(
                        "make room, or let this user write there; the queue goes on, and it is tried again within the hour",
                    ),
                )
            };
        }
        match backups::list(self.layout()) {
            Err(error) => problem(
                "backups",
                format!("the folder of backups can't be read: {error}"),
                Some("let this user read the folder `backups` of the library"),
            ),
            Ok(found) => match found.first() {
                None => good(
                    "backups",
                    "none yet; one a day is made while the queue runs".into(),
                ),
                Some(newest) => good(
                    "backups",
                    format!(
                        "{} of the database, the newest of {}",
                        found.len(),
                        newest.day
                    ),
                ),
            },
        }
    }

    async fn check_videos(&self) -> Result<Check, ApiError> {
        let videos = self.store().delivered(&Selection::All).await?;
        let layout = self.layout().clone();
        let total = videos.len();
        let missing = tokio::task::spawn_blocking(move || {
            let gone = |file: &str| layout.resolve(file).is_none_or(|path| !path.exists());
            videos.iter().filter(|(_, video)| gone(&video.file)).count()
        })
        .await
        .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        Ok(if missing == 0 {
            good("videos", format!("{total}, all of them there"))
        } else {
            problem(
                "videos",
                format!("{missing} of {total} files are missing"),
                Some("put the files back in the library's folder `videos`"),
            )
        })
    }
}

/// An error and what caused it, in one sentence.
fn with_causes(error: &BackupError) -> String {
    let error = ApiError::from_error(ErrorCode::Internal, error);
    [vec![error.message], error.causes].concat().join(": ")
}

fn good(name: &str, message: String) -> Check {
    Check {
        name: name.into(),
        state: CheckState::Good,
        message,
        hint: None,
    }
}

fn problem(name: &str, message: String, hint: Option<&str>) -> Check {
    Check {
        name: name.into(),
        state: CheckState::Problem,
        message,
        hint: hint.map(Into::into),
    }
}
