//! What every verb works with.

use std::path::PathBuf;

use worldreel_entry::{Doorway, Listen, Logs, machine};
use worldreel_studio::{ApiError, StudioConfig};

use crate::print::Output;

/// What every verb works with.
pub(crate) struct Context {
    pub(crate) config: StudioConfig,
    pub(crate) output: Output,
    // Writes the log's last lines when it goes.
    _logs: Logs,
}

impl Context {
    pub(crate) fn new(library: Option<PathBuf>, json: bool) -> Result<Self, ApiError> {
        let logs = Logs::start();
        Ok(Self {
            config: machine::config(library, logs.folder())?,
            output: Output { json },
            _logs: logs,
        })
    }

    /// Opens the library to look at it or to change it, or joins the studio that has it
    /// open. Nothing is rendered: it would be cut off when this program ends, and may have
    /// been paid for.
    pub(crate) async fn look(&self) -> Result<Doorway, ApiError> {
        let config = StudioConfig {
            idle: true,
            desk: None,
            ..self.config.clone()
        };
        Doorway::open(config, Listen::private()).await
    }

    /// As [`Self::look`]; a database that is damaged or gone is put right first.
    pub(crate) async fn look_and_repair(&self) -> Result<Doorway, ApiError> {
        let config = StudioConfig {
            idle: true,
            repair: true,
            desk: None,
            ..self.config.clone()
        };
        Doorway::open(config, Listen::private()).await
    }

    /// Opens the library and works on its queue, or joins the studio that has it open. The
    /// end of the program tells its user what a notification would.
    pub(crate) async fn open(&self) -> Result<Doorway, ApiError> {
        let mut config = self.config.clone();
        if let Some(desk) = &mut config.desk {
            desk.watched = true;
        }
        Doorway::open(config, Listen::private()).await
    }
}
