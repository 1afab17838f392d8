//! Copies of the whole database, and whether one is sound.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::error::{StoreError, on_open};
use crate::open::{self, Store};

impl Store {
    /// Writes a copy of the database as it is at this moment to `to`, where no file is.
    /// It has its own connection: neither the writer nor a reader waits for it.
    ///
    /// # Errors
    ///
    /// As the database fails; what is written by then stays under `to`.
    pub async fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        let mut connection = SqliteConnectOptions::new()
            .filename(self.path())
            .read_only(true)
            .disable_statement_logging()
            .connect()
            .await?;
        let copied = sqlx::query("VACUUM INTO ?")
            .bind(to.to_string_lossy().into_owned())
            .execute(&mut connection)
            .await;
        connection.close().await?;
        copied?;
        Ok(())
    }

    /// How large the database is, in bytes, with all that is not yet in its main file.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn size_bytes(&self) -> Result<u64, StoreError> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let size: i64 = sqlx::query_scalar(sql).fetch_one(&self.readers).await?;
        Ok(u64::try_from(size).unwrap_or(0))
    }
}

/// Looks whether a database that nobody has open is sound, as SQLite sees it, and one that
/// this build can read. Nothing is written, not even beside it.
///
/// # Errors
///
/// [`StoreError::Corrupt`] when it is damaged or no library, [`StoreError::Newer`] when it
/// is of a newer Worldreel; else as the database fails.
pub async fn examine(path: &Path) -> Result<(), StoreError> {
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .immutable(true)
        .read_only(true)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|source| on_open(path.to_owned(), source))?;
    let examined = open::examine(&mut connection, path).await;
    connection.close().await?;
    examined
}
