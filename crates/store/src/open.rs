//! Opening a database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migrate, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};
use tokio::sync::watch;
use worldreel_domain::id::{BatchId, JobId, StudioEpoch};

use crate::batches::staged;
use crate::commits::{Commits, JobStamp};
use crate::error::{StoreError, on_open};
use crate::writer::Writer;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a reader waits for a lock before it gives up. Writers never contend:
/// there is one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers at the same time: more than two cores can use, fewer than would crowd out
/// the page cache.
const READERS_MAX: u32 = 8;

/// An open library database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) readers: SqlitePool,
    pub(crate) writer: Writer,
    commits: Arc<Commits>,
    path: PathBuf,
    /// Ends once what an earlier run left half written is removed.
    leftovers: watch::Receiver<()>,
}

impl Store {
    /// Opens the database at `path`, makes it if there is none, and brings its
    /// schema up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] for a damaged or foreign file, [`StoreError::Newer`]
    /// for one with migrations that this build doesn't know; neither is touched.
    /// [`StoreError::Open`], [`StoreError::Full`], [`StoreError::ReadOnly`] and
    /// [`StoreError::Migrate`] as they say.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let commits = Arc::new(Commits::default());
        let (readers, writer) = open_database(path, &MIGRATIONS, Arc::clone(&commits)).await?;
        // Before anything can be queued: what is listed now was never finished.
        let mut reader = readers.acquire().await?;
        let left = staged::listed(&mut reader).await?;
        drop(reader);
        let (removing, leftovers) = watch::channel(());
        if !left.is_empty() {
            tokio::spawn(remove_left(writer.clone(), left, removing));
        }
        Ok(Self {
            readers,
            writer,
            commits,
            path: path.to_owned(),
            leftovers,
        })
    }

    /// Waits until what an earlier run left half written is removed, which begins with the
    /// opening. Nobody is shown it before.
    pub async fn tidied(&self) {
        let mut leftovers = self.leftovers.clone();
        while leftovers.changed().await.is_ok() {}
    }

    /// Of when a job is that is read after this: as long as it stays the same, what was read
    /// is what would be read, by whoever has heard of any commit.
    #[must_use]
    pub fn stamp(&self, job: JobId) -> JobStamp {
        self.commits.stamp(job)
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Counts one more run of the studio on this library.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn begin_epoch(&self) -> Result<StudioEpoch, StoreError> {
        self.writer
            .write(|connection| {
                Box::pin(async move {
                    let sql = "UPDATE library SET epoch = epoch + 1 RETURNING epoch";
                    let epoch: u32 = sqlx::query_scalar(sql).fetch_one(connection).await?;
                    Ok(StudioEpoch(epoch))
                })
            })
            .await
    }

    /// Whether the user has paused the whole queue.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn queue_paused(&self) -> Result<bool, StoreError> {
        let sql = "SELECT queue_paused FROM library";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    /// Closes the readers; the writer ends when the last clone is dropped.
    pub async fn close(self) {
        self.readers.close().await;
    }

    /// Closes the database and waits until all of it is in its one file. For whoever has the
    /// only clone: it waits for the others to go.
    pub async fn finish(self) {
        self.readers.close().await;
        self.writer.finish().await;
    }
}

/// Removes batches that were never written to their end; `done` ends with it.
async fn remove_left(writer: Writer, left: Vec<BatchId>, done: watch::Sender<()>) {
    for batch in left {
        match staged::remove(&writer, batch).await {
            Ok(()) => tracing::info!(
                batch.id = %batch,
                "removed what was written of a batch that was never queued"
            ),
            // Nobody sees it, and the next opening tries again.
            Err(error) => tracing::warn!(
                batch.id = %batch,
                error = &error as &dyn std::error::Error,
                "could not remove what was written of a batch that was never queued"
            ),
        }
    }
    drop(done);
}

/// Opens the database at `path`, makes it if there is none, and brings it up to date.
pub(crate) async fn open_database(
    path: &Path,
    migrations: &Migrator,
    commits: Arc<Commits>,
) -> Result<(SqlitePool, Writer), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging();
    let mut connection = options
        .connect()
        .await
        .map_err(|source| on_open(path.to_owned(), source))?;
    migrate(&mut connection, path, migrations).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS_MAX)
        .connect_with(options.read_only(true).create_if_missing(false))
        .await
        .map_err(|source| on_open(path.to_owned(), source))?;
    Ok((readers, Writer::start(connection, commits)))
}

async fn migrate(
    connection: &mut SqliteConnection,
    path: &Path,
    migrations: &Migrator,
) -> Result<(), StoreError> {
    let table = &migrations.table_name;
    connection
        .ensure_migrations_table(table)
        .await
        .map_err(|source| on_migrate(path, source))?;
    let applied = connection
        .list_applied_migrations(table)
        .await
        .map_err(|source| on_migrate(path, source))?;
    let found = applied
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    refuse_newer(path, found, migrations)?;
    migrations
        .run_direct(None, connection, false)
        .await
        .map_err(|source| on_migrate(path, source))
}

/// Looks whether a library's database is sound and of a schema that this build knows;
/// writes nothing.
pub(crate) async fn examine(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<(), StoreError> {
    let on_read = |source| on_open(path.to_owned(), source);
    let sql = "SELECT max(version) FROM _sqlx_migrations, library";
    let found: Option<i64> = sqlx::query_scalar(sql)
        .fetch_one(&mut *connection)
        .await
        .map_err(on_read)?;
    refuse_newer(path, found.unwrap_or(0), &MIGRATIONS)?;
    let wrong = unsound(connection).await.map_err(on_read)?;
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(StoreError::Unsound { found: wrong }),
    }
}

/// What SQLite finds wrong with a database; nothing when it is sound.
pub(crate) async fn unsound(
    connection: impl sqlx::SqliteExecutor<'_>,
) -> Result<Vec<String>, sqlx::Error> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(20)")
        .fetch_all(connection)
        .await?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

fn refuse_newer(path: &Path, found: i64, migrations: &Migrator) -> Result<(), StoreError> {
    let versions = migrations.iter().map(|migration| migration.version);
    let known = versions.max().unwrap_or(0);
    if found > known {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(())
}

fn on_migrate(path: &Path, source: sqlx::migrate::MigrateError) -> StoreError {
    match source {
        sqlx::migrate::MigrateError::Execute(source) => on_open(path.to_owned(), source),
        source => StoreError::Migrate {
            path: path.to_owned(),
            source,
        },
    }
}
