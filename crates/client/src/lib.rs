//! The way to a library's studio.
//!
//! [`attach`] opens a library. Where nobody has it, this process becomes its studio;
//! where another program has it, this one becomes its client. Either way the same
//! [`Door`] takes the same commands.

mod remote;

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use serde_json::value::RawValue;
use tokio::sync::mpsc;
use worldreel_studio::call::{Answer, COMMANDS, Command, Kind, Upload};
use worldreel_studio::endpoint::Endpoint;
use worldreel_studio::{ApiError, ErrorCode, Studio, StudioConfig, StudioEvent};

pub use remote::Remote;

/// How long a studio that has the library but can't be reached yet is waited for: it
/// may just be starting, or ending.
const PATIENCE: Duration = Duration::from_secs(10);
/// The pause between two looks.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The way to a library's studio.
#[derive(Debug, Clone)]
pub enum Door {
    /// This process is the studio.
    Local(Studio),
    /// Another process is.
    Remote(Remote),
}

/// Opens a library, or joins the studio that has it open.
///
/// # Errors
///
/// Why the library can't be opened, or `in_use` when another program has it and can't
/// be reached.
pub async fn attach(config: StudioConfig) -> Result<Door, ApiError> {
    let began = std::time::Instant::now();
    loop {
        let refused = match Studio::open(config.clone()).await {
            Ok(studio) => return Ok(Door::Local(studio)),
            Err(error) if error.is_in_use() => ApiError::from(error),
            Err(error) => return Err(error.into()),
        };
        if let Some(remote) = join(&config.library).await? {
            return Ok(Door::Remote(remote));
        }
        if began.elapsed() > PATIENCE {
            return Err(refused);
        }
        // Its lock can't be waited for without taking a thread: look again.
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The studio that says it runs this library, if it answers.
async fn join(library: &Path) -> Result<Option<Remote>, ApiError> {
    // A file that is half written or of another program is looked at again.
    let Ok(Some(endpoint)) = Endpoint::read(library) else {
        return Ok(None);
    };
    Remote::new(&endpoint)?.answers().await
}

impl Door {
    /// Whether this process is the studio.
    #[must_use]
    pub const fn is_local(&self) -> bool {
        matches!(self, Self::Local(_))
    }

    /// Calls a command.
    ///
    /// # Errors
    ///
    /// What the studio says; `closed` when it can't be reached any more.
    pub async fn call<C: Command>(&self, input: C::Input) -> Result<C::Output, ApiError> {
        match self {
            Self::Local(studio) => C::run(studio, input).await,
            Self::Remote(remote) => remote.call::<C>(input).await,
        }
    }

    /// Calls a command that takes and gives JSON, by its name in the table.
    ///
    /// # Errors
    ///
    /// `not_found` for a name that is not in the table, or is no such command; else as
    /// [`Door::call`].
    pub async fn call_named(&self, name: &str, input: Value) -> Result<Box<RawValue>, ApiError> {
        let command = COMMANDS
            .iter()
            .find(|command| command.name == name && command.kind == Kind::Unary)
            .ok_or_else(|| {
                ApiError::new(ErrorCode::NotFound, format!("there is no command {name:?}"))
            })?;
        match self {
            Self::Local(studio) => match command.call(studio, input, Vec::new()).await? {
                Answer::Json(json) => Ok(json),
                Answer::File(_) => Err(ApiError::new(
                    ErrorCode::Internal,
                    "the command gives a file",
                )),
            },
            Self::Remote(remote) => remote.call_named(command, input).await,
        }
    }

    /// Sends a file to a command that takes one.
    ///
    /// # Errors
    ///
    /// As [`Door::call`].
    pub async fn upload<C: Command<Input = Upload>>(
        &self,
        upload: Upload,
    ) -> Result<C::Output, ApiError> {
        match self {
            Self::Local(studio) => C::run(studio, upload).await,
            Self::Remote(remote) => remote.upload::<C>(upload).await,
        }
    }

    /// Saves the file that a command gives out; whole or not at all. A file that is
    /// there is replaced.
    ///
    /// # Errors
    ///
    /// As [`Door::call`]; also when `to` can't be written.
    pub async fn save<C: Command>(&self, input: C::Input, to: &Path) -> Result<(), ApiError> {
        match self {
            Self::Local(studio) => {
                let input = serde_json::to_value(input)
                    .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
                let Answer::File(file) = C::INFO.call(studio, input, Vec::new()).await? else {
                    return Err(ApiError::new(
                        ErrorCode::Internal,
                        "the command gives no file",
                    ));
                };
                let to = to.to_owned();
                tokio::task::spawn_blocking(move || remote::copy(&file.path, &to))
                    .await
                    .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?
            }
            Self::Remote(remote) => remote.save::<C>(input, to).await,
        }
    }

    /// What is committed after event number `after`, and how far renders are; without a
    /// number from now on. Ends when the studio closes or can't be reached any more:
    /// then attach again and go on from the last number.
    ///
    /// # Errors
    ///
    /// As [`Door::call`].
    pub async fn listen(
        &self,
        after: Option<i64>,
    ) -> Result<mpsc::Receiver<StudioEvent>, ApiError> {
        match self {
            Self::Local(studio) => Ok(studio.listen(after).await),
            Self::Remote(remote) => remote.listen(after).await,
        }
    }

    /// The studio, when it is in this process.
    #[must_use]
    pub const fn studio(&self) -> Option<&Studio> {
        match self {
            Self::Local(studio) => Some(studio),
            Self::Remote(_) => None,
        }
    }
}
