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

    /// Opens the library, or joins the studio that has it open.
    pub(crate) async fn open(&self) -> Result<Doorway, ApiError> {
        Doorway::open(self.config.clone(), Listen::private()).await
    }
}
