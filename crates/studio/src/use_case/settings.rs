//! What the user has set.

use crate::call::Nothing;
use crate::error::ApiError;
use crate::settings::{ChangeSettings, Settings};
use crate::studio::Studio;

impl Studio {
    /// What the user has set on this computer.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn settings(&self, _: Nothing) -> Result<Settings, ApiError> {
        Ok(self.settings_file().get())
    }

    /// Changes what is named, and says what is set then.
    ///
    /// # Errors
    ///
    /// `bad_input` with the field; `disk_full` or `unsuitable` when it can't be saved.
    pub async fn change_settings(&self, wanted: ChangeSettings) -> Result<Settings, ApiError> {
        self.settings_file().change(wanted)
    }
}
