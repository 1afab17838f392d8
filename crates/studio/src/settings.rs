//! What the user has set, for this computer: it belongs to no library.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use worldreel_domain::expiry::Expiry;
use worldreel_host::durable;

use crate::error::{ApiError, ErrorCode};
use crate::refining::choice::RefineWith;

/// Text is shown at most this much larger than usual, in percent.
pub const TEXT_PERCENT_MAX: u32 = 150;
/// The usual size of text, in percent; it is never smaller.
pub const TEXT_PERCENT_MIN: u32 = 100;

/// Dark or light.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// What closing the window does while jobs are in the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnClose {
    /// Stops: what runs is stopped, and the queue goes on at the next start.
    #[default]
    Stop,
    /// Goes on without a window until the queue is done, and ends then.
    Finish,
}

/// What the user has set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Dark or light.
    pub theme: Theme,
    /// The size of text, in percent of the usual: 100 to 150.
    pub text_percent: u32,
    /// Whether single letters are shortcuts where nothing is typed.
    pub single_keys: bool,
    /// What closing the window does while jobs are in the queue.
    pub on_close: OnClose,
    /// Whether the system shows a notification when the queue is done, stuck or needs a
    /// decision.
    pub notifications: bool,
    /// Whether this computer is kept from going to sleep while the queue works.
    pub keep_awake: bool,
    /// How long jobs may wait for their start that are queued from now on.
    pub expiry: Expiry,
    /// Which refiners are chosen.
    pub refine_with: RefineWith,
    /// How long a session of the Tuner API is known after its last use.
    pub tuner_expiry: Expiry,
    /// How many sessions may be made over the Tuner API in a minute; 0 for any number.
    pub tuner_new_per_minute: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            text_percent: TEXT_PERCENT_MIN,
            single_keys: true,
            on_close: OnClose::default(),
            notifications: true,
            keep_awake: true,
            expiry: Expiry::Never,
            refine_with: RefineWith::default(),
            tuner_expiry: Expiry::Never,
            tuner_new_per_minute: 0,
        }
    }
}

/// What to set; what is not named stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ChangeSettings {
    /// Dark or light.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// The size of text, in percent of the usual: 100 to 150.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_percent: Option<u32>,
    /// Whether single letters are shortcuts where nothing is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_keys: Option<bool>,
    /// What closing the window does while jobs are in the queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_close: Option<OnClose>,
    /// Whether the system shows a notification when the queue is done, stuck or needs a
    /// decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notifications: Option<bool>,
    /// Whether this computer is kept from going to sleep while the queue works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_awake: Option<bool>,
    /// How long jobs may wait for their start that are queued from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Expiry>,
    /// Which refiners are chosen: all that was chosen before is replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refine_with: Option<RefineWith>,
    /// How long a session of the Tuner API is known after its last use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuner_expiry: Option<Expiry>,
    /// How many sessions may be made over the Tuner API in a minute; 0 for any number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuner_new_per_minute: Option<u32>,
}

impl ChangeSettings {
    fn applied(self, to: Settings) -> Result<Settings, ApiError> {
        let text_percent = self.text_percent.unwrap_or(to.text_percent);
        if !(TEXT_PERCENT_MIN..=TEXT_PERCENT_MAX).contains(&text_percent) {
            return Err(ApiError::bad_input(
                "text_percent",
                format!(
                    "the size of text is {TEXT_PERCENT_MIN} to {TEXT_PERCENT_MAX} percent (you \
                     asked for {text_percent})"
                ),
            ));
        }
        Ok(Settings {
            theme: self.theme.unwrap_or(to.theme),
            text_percent,
            single_keys: self.single_keys.unwrap_or(to.single_keys),
            on_close: self.on_close.unwrap_or(to.on_close),
            notifications: self.notifications.unwrap_or(to.notifications),
            keep_awake: self.keep_awake.unwrap_or(to.keep_awake),
            expiry: self.expiry.unwrap_or(to.expiry),
            refine_with: self.refine_with.unwrap_or(to.refine_with),
            tuner_expiry: self.tuner_expiry.unwrap_or(to.tuner_expiry),
            tuner_new_per_minute: self.tuner_new_per_minute.unwrap_or(to.tuner_new_per_minute),
        })
    }
}

/// The settings in their file. Without a file they last as long as the studio.
#[derive(Debug)]
pub(crate) struct SettingsFile {
    path: Option<PathBuf>,
    /// Held while the file is written, so that two changes never cross.
    writing: Mutex<()>,
    current: watch::Sender<Settings>,
    /// Why the file that was found can't be read.
    unreadable: Option<String>,
}

impl SettingsFile {
    /// Reads the file. One that can't be read is left where it is, and the usual
    /// settings hold.
    pub(crate) fn open(path: Option<PathBuf>) -> Self {
        let read = path.as_ref().map_or_else(
            || Ok(Settings::default()),
            |path| match std::fs::read(path) {
                Ok(text) => parse(&text),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
                Err(error) => Err(error.to_string()),
            },
        );
        if let Err(reason) = &read {
            tracing::warn!("could not read the settings: {reason}");
        }
        Self {
            path,
            unreadable: read.as_ref().err().cloned(),
            writing: Mutex::default(),
            current: watch::Sender::new(read.unwrap_or_default()),
        }
    }

    /// What is set now.
    pub(crate) fn get(&self) -> Settings {
        self.current.borrow().clone()
    }

    /// What is set, and each change of it.
    pub(crate) fn listen(&self) -> watch::Receiver<Settings> {
        self.current.subscribe()
    }

    /// Why the file that was found could not be read, if so.
    pub(crate) fn unreadable(&self) -> Option<(&std::path::Path, &str)> {
        Some((self.path.as_deref()?, self.unreadable.as_deref()?))
    }

    /// Changes what is named; when it returns, it is on the disk.
    pub(crate) fn change(&self, wanted: ChangeSettings) -> Result<Settings, ApiError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let next = wanted.applied(self.get())?;
        if let Some(path) = &self.path {
            self.keep_unreadable(path);
            write(path, &next).map_err(|source| ApiError {
                causes: vec![source.to_string()],
                ..ApiError::new(
                    match source.kind() {
                        io::ErrorKind::StorageFull => ErrorCode::DiskFull,
                        _ => ErrorCode::Unsuitable,
                    },
                    format!("could not save the settings in {}", path.display()),
                )
            })?;
        }
        self.current.send_replace(next.clone());
        Ok(next)
    }

    /// A file that could not be read may hold what the user wants back.
    fn keep_unreadable(&self, path: &std::path::Path) {
        if self.unreadable.is_some() && !path.with_extension("json.broken").exists() {
            // Where it can't be moved, the write after this says why.
            let _ = std::fs::rename(path, path.with_extension("json.broken"));
        }
    }
}

/// Reads what was saved. A setting that an earlier version did not know is as usual.
fn parse(text: &[u8]) -> Result<Settings, String> {
    let saved: ChangeSettings = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    let settings = saved.applied(Settings::default());
    settings.map_err(|error| error.message)
}

fn write(path: &std::path::Path, settings: &Settings) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        durable::make_folder(folder)?;
    }
    durable::write_private(path, &serde_json::to_vec_pretty(settings)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn light() -> ChangeSettings {
        ChangeSettings {
            theme: Some(Theme::Light),
            ..ChangeSettings::default()
        }
    }

    #[test]
    fn what_is_set_is_there_at_the_next_start_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("worldreel").join("settings.json");
        let settings = SettingsFile::open(Some(path.clone()));
        assert_eq!(settings.get(), Settings::default());
        settings.change(light()).unwrap();
        let finish = ChangeSettings {
            on_close: Some(OnClose::Finish),
            ..ChangeSettings::default()
        };
        settings.change(finish).unwrap();
        let again = SettingsFile::open(Some(path)).get();
        assert_eq!(
            (again.theme, again.on_close),
            (Theme::Light, OnClose::Finish)
        );
        assert_eq!(again.text_percent, 100);
    }

    #[test]
    fn a_file_that_can_not_be_read_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{ theme: light").unwrap();
        let settings = SettingsFile::open(Some(path.clone()));
        assert!(settings.unreadable().is_some());
        assert_eq!(settings.get(), Settings::default());
        settings.change(light()).unwrap();
        let broken = folder.path().join("settings.json.broken");
        assert_eq!(std::fs::read_to_string(broken).unwrap(), "{ theme: light");
        assert_eq!(SettingsFile::open(Some(path)).get().theme, Theme::Light);
    }

    #[test]
    fn a_size_out_of_range_changes_nothing() {
        let settings = SettingsFile::open(None);
        let huge = ChangeSettings {
            text_percent: Some(900),
            ..light()
        };
        let error = settings.change(huge).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("text_percent"));
        assert_eq!(settings.get(), Settings::default());
    }
}
