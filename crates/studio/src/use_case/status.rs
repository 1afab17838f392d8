//! Who answers, and everything at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::{Nothing, PROTOCOL};
use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::sessions::SessionQuery;
use crate::view::Snapshot;

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
            refiners: self.refiner_views().await?,
            refine_with: self.choice_views(),
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
}
