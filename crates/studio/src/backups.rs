//! A backup of the library's database each day, made beside the queue.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use worldreel_domain::time::Timestamp;
use worldreel_host::space;
use worldreel_library::backups::{self, Backup};
use worldreel_library::layout::Layout;
use worldreel_store::{Store, StoreError};

/// How often it is looked whether a backup is due: a clock that was set, a computer that
/// slept and a backup that failed all cost an hour at most.
const LOOK_AGAIN: Duration = Duration::from_secs(3_600);
/// What must stay free for the queue beside a backup: enough for the log of a busy night.
const RESERVE_BYTES: u64 = 64 << 20;

/// Why there is no backup of today.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// It would take room that the queue may need.
    #[error("only {free_bytes} bytes are free, and it needs {need_bytes}")]
    NoSpace { need_bytes: u64, free_bytes: u64 },
    /// The database could not be copied, or its copy is no good.
    #[error("could not copy the database")]
    Copy(#[source] StoreError),
    /// The folder can't be used.
    #[error("could not use the folder {}", folder.display())]
    Folder {
        folder: PathBuf,
        source: std::io::Error,
    },
}

/// Makes the backups of an open library. Until it is closed.
#[derive(Debug, Default)]
pub(crate) struct Backups {
    failed: Arc<Mutex<Option<BackupError>>>,
    closing: CancellationToken,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Backups {
    /// Makes today's where it is missing, now and on every later day.
    pub(crate) fn start(store: Store, layout: Layout, now: fn() -> Timestamp) -> Self {
        let made = Self::default();
        let (failed, closing) = (made.failed.clone(), made.closing.clone());
        let task = tokio::spawn(async move {
            loop {
                let result = make_if_due(&store, &layout, now()).await;
                *failed.lock().unwrap_or_else(PoisonError::into_inner) = result.err();
                let pause = tokio::time::sleep(LOOK_AGAIN);
                if closing.run_until_cancelled(pause).await.is_none() {
                    return;
                }
            }
        });
        *made.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
        made
    }

    /// What the last try failed with, told by `tell`; `None` when it did not.
    pub(crate) fn failure<T>(&self, tell: impl FnOnce(&BackupError) -> T) -> Option<T> {
        let failed = self.failed.lock();
        failed
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .map(tell)
    }

    /// Makes none any more, and waits for one that is being made.
    pub(crate) async fn close(&self) {
        self.closing.cancel();
        let task = self.task.lock();
        let task = task.unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // One that panicked has left a part file, and nothing else.
            let _ = task.await;
        }
    }
}

async fn make_if_due(store: &Store, layout: &Layout, now: Timestamp) -> Result<(), BackupError> {
    let result = match due(layout, now) {
        Ok(false) => return Ok(()),
        Ok(true) => make(store, layout, now).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(backup) => {
            tracing::info!(backup.path = %backup.path.display(), "backed up the database");
            Ok(())
        }
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "could not back up the database; the queue goes on"
            );
            Err(error)
        }
    }
}

fn due(layout: &Layout, now: Timestamp) -> Result<bool, BackupError> {
    let today = backups::day_of(now);
    let there = in_folder(layout, backups::list(layout))?;
    Ok(there.iter().all(|backup| backup.day != today))
}

/// Makes the backup of this moment. Older ones stay until it is sound and on the disk.
pub(crate) async fn make(
    store: &Store,
    layout: &Layout,
    now: Timestamp,
) -> Result<Backup, BackupError> {
    let need_bytes = store.size_bytes().await.map_err(BackupError::Copy)? + RESERVE_BYTES;
    let free_bytes = in_folder(layout, space::free_bytes(layout.root()))?;
    if free_bytes < need_bytes {
        return Err(BackupError::NoSpace {
            need_bytes,
            free_bytes,
        });
    }
    let part = in_folder(layout, backups::begin(layout))?;
    match copy(store, layout, &part, now).await {
        Ok(backup) => Ok(backup),
        Err(error) => {
            // The first error is the one to tell; the next try begins anew.
            let _ = backups::discard(&part);
            Err(error)
        }
    }
}

async fn copy(
    store: &Store,
    layout: &Layout,
    part: &Path,
    now: Timestamp,
) -> Result<Backup, BackupError> {
    store.copy_to(part).await.map_err(BackupError::Copy)?;
    worldreel_store::examine(part)
        .await
        .map_err(BackupError::Copy)?;
    let (own, part) = (layout.clone(), part.to_owned());
    let kept = tokio::task::spawn_blocking(move || backups::keep(&own, &part, now)).await;
    let kept = kept.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    in_folder(layout, kept)
}

fn in_folder<T>(layout: &Layout, result: std::io::Result<T>) -> Result<T, BackupError> {
    result.map_err(|source| BackupError::Folder {
        folder: layout.backups(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn library() -> (tempfile::TempDir, Layout, Store) {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let store = Store::open(&layout.database()).await.unwrap();
        (folder, layout, store)
    }

    const DAY_MS: i64 = 86_400_000;

    #[tokio::test]
    async fn a_backup_is_a_sound_database_of_the_same_content() {
        let (_folder, layout, store) = library().await;
        store.begin_epoch().await.unwrap();
        let backup = make(&store, &layout, Timestamp::from_ms(0)).await.unwrap();
        assert_eq!(backup.day, "1970-01-01");
        worldreel_store::examine(&backup.path).await.unwrap();
        let copy = layout.root().join("copy.db");
        std::fs::copy(&backup.path, &copy).unwrap();
        let copy = Store::open(&copy).await.unwrap();
        assert_eq!(copy.begin_epoch().await.unwrap().0, 2);
    }

    #[tokio::test]
    async fn a_backup_that_fails_costs_no_older_one_and_leaves_nothing_half() {
        let (_folder, layout, store) = library().await;
        for day in 0..7 {
            let at = Timestamp::from_ms(day * DAY_MS);
            make(&store, &layout, at).await.unwrap();
        }
        // A folder in its place: the copy can't get its name.
        let blocked = layout.backups().join("library-1970-01-08.db");
        std::fs::create_dir(&blocked).unwrap();
        std::fs::write(blocked.join("in the way"), "").unwrap();
        let failed = make(&store, &layout, Timestamp::from_ms(7 * DAY_MS)).await;
        assert!(
            matches!(failed, Err(BackupError::Folder { .. })),
            "{failed:?}"
        );
        assert!(!layout.backups().join("library.db.part").exists());
        assert!(layout.backups().join("library-1970-01-01.db").exists());
    }

    #[tokio::test]
    async fn todays_is_made_at_the_start_and_the_next_on_the_next_day() {
        let (_folder, layout, store) = library().await;
        let now = || Timestamp::from_ms(0);
        make_if_due(&store, &layout, now()).await.unwrap();
        let days = || -> Vec<String> {
            let found = backups::list(&layout).unwrap();
            found.into_iter().map(|backup| backup.day).collect()
        };
        assert_eq!(days(), ["1970-01-01"]);
        assert!(!due(&layout, now()).unwrap());
        let running = Backups::start(store, layout.clone(), || Timestamp::from_ms(DAY_MS));
        // Closing waits for the one that is being made.
        running.close().await;
        assert_eq!(days(), ["1970-01-02", "1970-01-01"]);
    }
}
