//! The machine's database: engines, keys, chat models with their last answers, templates and
//! presets, paused lanes, and what was spent.
//!
//! It belongs to the user and this computer, not to a library, and several studios may
//! have it open: each change is one short transaction that takes the write lock first.

mod answers;
mod engines;
mod keys;
mod models;
mod shelves;
mod totals;
mod uses;

use std::path::Path;
use std::sync::Arc;

use sqlx::SqlitePool;
use sqlx::migrate::Migrator;

pub use answers::{ANSWERS_KEPT_MAX, KeptAnswer};
pub use engines::EngineRow;
pub use keys::KeyRow;
pub use models::ModelRow;
pub use shelves::Shelf;
pub use totals::ModelTotals;
pub use uses::{NewUse, SettledUse, UseRow};

use crate::error::StoreError;
use crate::open::open_database;
use crate::writer::Writer;

static MIGRATIONS: Migrator = sqlx::migrate!("./machine");

/// The open database of this machine. Clones share it.
#[derive(Debug, Clone)]
pub struct MachineStore {
    readers: SqlitePool,
    writer: Writer,
}

impl MachineStore {
    /// Opens the database at `path`, makes it if there is none, and brings its schema up
    /// to date.
    ///
    /// # Errors
    ///
    /// As [`Store::open`](crate::Store::open).
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let (readers, writer) = open_database(path, &MIGRATIONS, Arc::default()).await?;
        Ok(Self { readers, writer })
    }

    /// Closes the readers; the writer ends when the last clone is dropped.
    pub async fn close(self) {
        self.readers.close().await;
    }
}
