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
    /// `bad_input` with the field, also for a refiner that is not there; `disk_full` or `unsuitable` when it can't be saved.
    pub async fn change_settings(&self, wanted: ChangeSettings) -> Result<Settings, ApiError> {
        if let Some(chosen) = &wanted.refine_with {
            for name in chosen.all.iter().chain(chosen.tasks.values()) {
                self.known_refiner(name).map_err(|error| ApiError {
                    field: Some("refine_with".into()),
                    ..error
                })?;
            }
        }
        let chooses = wanted.refine_with.is_some();
        let set = self.settings_file().change(wanted)?;
        if chooses {
            self.supervisor().announce_set_up();
        }
        Ok(set)
    }
}
