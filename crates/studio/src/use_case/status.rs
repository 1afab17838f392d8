//! Who answers, how it is, and everything at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_host::{mounts, space};
use worldreel_store::Selection;

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
        ];
        checks.push(self.check_videos().await?);
        checks.push(self.check_settings());
        checks.extend(self.check_desk());
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

    /// What the system has refused to do for the user, where it was asked.
    fn check_desk(&self) -> impl Iterator<Item = Check> + use<> {
        let refused = self.desk().refused();
        let warning = |name: &str, said: Option<String>, hint: &str| {
            said.map(|said| Check {
                state: CheckState::Warning,
                ..problem(name, said, Some(hint))
            })
        };
        let notifications = warning(
            "notifications",
            refused.notification,
            "start a notification service of your desktop, or turn notifications off in the \
             settings",
        );
        let awake = warning(
            "keep awake",
            refused.awake,
            "see to it yourself that this computer does not go to sleep overnight",
        );
        notifications.into_iter().chain(awake)
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
