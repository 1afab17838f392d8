//! Why the store refuses.

use std::fmt::Display;
use std::path::PathBuf;

use sqlx::sqlite::SqliteQueryResult;
use worldreel_domain::id::JobId;

/// Why the store refuses. Each says what was being done; the cause is its source.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file can't be opened or made.
    #[error("could not open the database {}", path.display())]
    Open {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// The file is no SQLite database, or is damaged.
    #[error("the database {} is damaged", path.display())]
    Corrupt {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// SQLite opens the file and finds it damaged.
    #[error("the database is damaged: {}", found.join("; "))]
    Unsound {
        /// What it finds wrong.
        found: Vec<String>,
    },
    /// The file turned out to be damaged while it was used.
    #[error("the database is damaged")]
    Damaged {
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// The file was written by a newer Worldreel.
    #[error(
        "the database {} was written by a newer Worldreel (schema {found}, this one knows up to {known})",
        path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The schema it has.
        found: i64,
        /// The newest schema this build knows.
        known: i64,
    },
    /// The schema can't be brought up to date.
    #[error("could not bring the database {} up to date", path.display())]
    Migrate {
        /// The database file.
        path: PathBuf,
        /// What went wrong.
        source: sqlx::migrate::MigrateError,
    },
    /// No space is left on the disk.
    #[error("no space is left for the database")]
    Full {
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// The database can only be read.
    #[error("the database can't be written")]
    ReadOnly {
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// Another failure of the database.
    #[error("the database failed")]
    Database {
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// A row holds something this build can't read.
    #[error("a row of {table} holds a {column} that can't be read")]
    BadRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A job changed after the caller had looked at it.
    #[error("job {job} has changed in the meantime")]
    Conflict {
        /// The job.
        job: JobId,
    },
    /// The row that is meant does not exist.
    #[error("there is no {kind} {id}")]
    NotFound {
        /// The kind, in the product's words.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A row of this id is there.
    #[error("there is a {kind} {id} already")]
    Exists {
        /// The kind, in the product's words.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// The writer has stopped.
    #[error("the library is closed")]
    Closed,
}

/// Refuses a change that has met no row: there is none of this id.
pub(crate) fn found(
    done: &SqliteQueryResult,
    kind: &'static str,
    id: impl Display,
) -> Result<(), StoreError> {
    match done.rows_affected() {
        0 => Err(StoreError::NotFound {
            kind,
            id: id.to_string(),
        }),
        _ => Ok(()),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(source: sqlx::Error) -> Self {
        match primary_code(&source) {
            Some(SQLITE_FULL) => Self::Full { source },
            Some(SQLITE_READONLY) => Self::ReadOnly { source },
            Some(SQLITE_CORRUPT | SQLITE_NOTADB) => Self::Damaged { source },
            _ => Self::Database { source },
        }
    }
}

impl StoreError {
    /// Whether the file itself is broken, so that only another one helps.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Corrupt { .. } | Self::Unsound { .. } | Self::Damaged { .. }
        )
    }
}

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const SQLITE_READONLY: i32 = 8;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_NOTADB: i32 = 26;

// The file of shared memory beside the database can't grow, which is how a full disk
// shows itself when a database is opened on it.
const SQLITE_IOERR_SHMSIZE: i32 = 4874;

/// SQLite's primary result code: the low byte of the extended one.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    match code.parse::<i32>().ok()? {
        SQLITE_IOERR_SHMSIZE => Some(SQLITE_FULL),
        code => Some(code & 0xff),
    }
}

/// Tells a damaged file from one that can't be opened.
pub(crate) fn on_open(path: PathBuf, source: sqlx::Error) -> StoreError {
    match primary_code(&source) {
        Some(SQLITE_CORRUPT | SQLITE_NOTADB) => StoreError::Corrupt { path, source },
        Some(SQLITE_FULL) => StoreError::Full { source },
        Some(SQLITE_READONLY) => StoreError::ReadOnly { source },
        _ => StoreError::Open { path, source },
    }
}
