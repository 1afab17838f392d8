//! Style presets: those that are built in, and the user's own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_refine::presets::{self, Preset, PresetApplied, PresetRequest};
use worldreel_store::machine::Shelf;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::shelf::{self, Shelved};
use crate::studio::Studio;

/// A preset, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PresetRef {
    /// Its name. Upper and lower case are the same.
    pub preset: String,
}

/// A preset that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PresetView {
    /// The preset.
    #[serde(flatten)]
    pub preset: Preset,
    /// Whether it came with the studio. The others are the user's.
    pub built_in: bool,
}

/// A preset to be put on a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApplyPreset {
    /// Its name.
    pub preset: String,
    /// The prompt, what it says and what is locked in it.
    #[serde(flatten)]
    pub request: PresetRequest,
}

impl Shelved for Preset {
    const SHELF: Shelf = Shelf::Presets;
    const WORD: &'static str = "preset";

    fn name(&self) -> &str {
        &self.name
    }

    fn built_in() -> &'static [Self] {
        presets::built_in()
    }
}

impl Studio {
    /// The style presets: those that are built in, then the user's by name.
    ///
    /// # Errors
    ///
    /// As the machine's database fails.
    pub async fn list_presets(&self, _: Nothing) -> Result<Vec<PresetView>, ApiError> {
        let all = self.on_shelf::<Preset>().await?.into_iter();
        Ok(all
            .map(|(preset, built_in)| PresetView { preset, built_in })
            .collect())
    }

    /// Keeps a preset, in the place of one of the same name.
    ///
    /// # Errors
    ///
    /// `bad_input` with the field that can't be; `conflict` for the name of one that is built
    /// in.
    pub async fn save_preset(&self, wanted: Preset) -> Result<PresetView, ApiError> {
        let preset = Preset {
            name: shelf::checked_name(&wanted.name)?,
            about: shelf::checked_about(&wanted.about)?,
            ..wanted
        };
        let preset = preset.checked().map_err(|error| ApiError {
            field: Some("phrases".to_owned()),
            ..ApiError::from_error(ErrorCode::BadInput, &error)
        })?;
        self.shelve(&preset).await?;
        Ok(PresetView {
            preset,
            built_in: false,
        })
    }

    /// Takes a preset of the user's out.
    ///
    /// # Errors
    ///
    /// `not_found`; `conflict` for one that is built in.
    pub async fn remove_preset(&self, wanted: PresetRef) -> Result<Nothing, ApiError> {
        self.unshelve::<Preset>(&wanted.preset).await
    }

    /// What a preset would make of a prompt, as changes to be taken or left. What is locked
    /// stays, and what was not done is told with its reason.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn apply_preset(&self, wanted: ApplyPreset) -> Result<PresetApplied, ApiError> {
        let preset: Preset = self.one_on_shelf(&wanted.preset).await?;
        Ok(presets::apply(&preset, &wanted.request))
    }
}
