//! Why a library can't be opened, and what to do about it.

use std::path::PathBuf;

use worldreel_library::layout::LayoutError;
use worldreel_store::StoreError;
use worldreel_supervisor::SupervisorError;

use crate::error::{ApiError, ErrorCode};
use crate::restore::RestoreError;

/// Why a library can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder can't be used.
    #[error(transparent)]
    Folder(#[from] LayoutError),
    /// The database can't be used.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// The database is damaged.
    #[error("the library's database can't be used")]
    Damaged {
        /// What is wrong with it.
        #[source]
        source: StoreError,
        /// The day of the newest backup.
        backup: Option<String>,
    },
    /// There are videos or backups, but no database.
    #[error("the database {} is gone", path.display())]
    Gone {
        /// Where it should be.
        path: PathBuf,
        /// The day of the newest backup.
        backup: Option<String>,
    },
    /// The database can't be put right.
    #[error("the library can't be repaired")]
    Restore(#[from] RestoreError),
    /// The machine's database can't be used.
    #[error("the engines and keys of this computer can't be read")]
    Machine(#[source] StoreError),
    /// The queue can't be taken up.
    #[error(transparent)]
    Queue(#[from] SupervisorError),
}

impl OpenError {
    /// Whether another program has the library open, which can be joined instead.
    #[must_use]
    pub const fn is_in_use(&self) -> bool {
        matches!(self, Self::Folder(LayoutError::InUse { .. }))
    }
}

impl From<OpenError> for ApiError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Database(error) => error.into(),
            OpenError::Damaged { source, backup } => {
                Self::from(source).hint(way_to_repair(backup.as_deref()))
            }
            OpenError::Gone { ref backup, .. } => {
                let hint = way_to_repair(backup.as_deref());
                Self::from_error(ErrorCode::Damaged, &error).hint(hint)
            }
            OpenError::Restore(RestoreError::Database(error)) => error.into(),
            OpenError::Restore(error) => Self::from_error(ErrorCode::Unsuitable, &error)
                .hint("look at the library's folder; the repair can be begun again at any time"),
            OpenError::Machine(source) => machine_error(&source),
            OpenError::Queue(SupervisorError::Store(error)) => error.into(),
            OpenError::Folder(error) => folder_error(&error),
        }
    }
}

/// What to do about a database that is damaged or gone.
fn way_to_repair(backup: Option<&str>) -> String {
    let from = match backup {
        Some(day) => format!(
            "puts the newest good backup in its place (the last is of {day}) and finds newer \
             videos by their sidecars"
        ),
        None => "rebuilds the library from the videos' sidecars".into(),
    };
    format!("`worldreel doctor --repair` {from}; what is damaged is kept, in the folder `damaged`")
}

fn machine_error(source: &StoreError) -> ApiError {
    let code = match source {
        StoreError::Newer { .. } => ErrorCode::Newer,
        StoreError::Corrupt { .. } => ErrorCode::Damaged,
        _ => ErrorCode::Unsuitable,
    };
    ApiError::from_error(code, source).hint(
        "update Worldreel, or move machine.db, machine.db-wal and machine.db-shm aside: \
         engines and keys then have to be added again, and the library is not touched",
    )
}

fn folder_error(error: &LayoutError) -> ApiError {
    let (code, hint) = match error {
        LayoutError::NotAFolder { .. } => (
            ErrorCode::Unsuitable,
            "choose another folder with --library",
        ),
        LayoutError::Network { .. } => (
            ErrorCode::Unsuitable,
            "keep the library on a disk of this computer and share what it exports",
        ),
        LayoutError::ReadOnly { .. } => (
            ErrorCode::ReadOnly,
            "make the folder writable for this user, or choose another with --library",
        ),
        LayoutError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
            (ErrorCode::DiskFull, "make room on the disk")
        }
        LayoutError::Io { .. } => (
            ErrorCode::Unsuitable,
            "choose another folder with --library",
        ),
        LayoutError::InUse { .. } => (
            ErrorCode::InUse,
            "close the other Worldreel, or wait a moment: it may just be starting or ending",
        ),
    };
    ApiError::from_error(code, error).hint(hint)
}
