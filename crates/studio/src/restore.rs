//! A database that is damaged or gone, put right: from the newest good backup, else from
//! the videos' sidecars alone.
//!
//! All of it happens in a file of its own, which takes the library's place when it is
//! whole: at every moment a repair can be begun anew.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::job::{JobEvent, JobState, next, settle_restored};
use worldreel_domain::money::Price;
use worldreel_domain::time::Timestamp;
use worldreel_library::backups::{self, Backup};
use worldreel_library::layout::Layout;
use worldreel_library::replace;
use worldreel_library::rescan::{self, RescanError};
use worldreel_store::machine::SettledUse;
use worldreel_store::{
    AttemptChange, JobChange, JobFilter, JobRow, MachineStore, Store, StoreError, VideoRow,
};

use crate::machine::Installed;
use crate::use_case::videos::row_of;

/// Why a database can't be put right. The old one is then where it was, or set aside.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The files can't be read or written.
    #[error("could not put another database in the place of {}", database.display())]
    Files {
        /// The database.
        database: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The new database can't be made.
    #[error("could not make the new database")]
    Database(#[from] StoreError),
    /// The videos can't be looked through.
    #[error("could not find the videos again")]
    Rescan(#[from] RescanError),
}

/// What was done about a database that was damaged or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Restored {
    /// The day of the backup; `None` when the sidecars alone were left.
    pub(crate) day: Option<String>,
    /// The folder that holds the damaged database.
    pub(crate) set_aside: Option<PathBuf>,
    /// Videos that the backup did not know.
    pub(crate) found: u32,
    /// Jobs that may have been billed since, and wait for the user's word.
    pub(crate) asked: u32,
}

/// What a repair works with.
pub(crate) struct Restoring<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) engines: &'a [Installed],
    pub(crate) machine: Option<&'a MachineStore>,
    pub(crate) now: Timestamp,
}

impl Restoring<'_> {
    /// Puts the database right. The library's lock must be held, and nobody have the
    /// database open.
    pub(crate) async fn run(&self) -> Result<Restored, RestoreError> {
        let part = replace::begin(self.layout).map_err(|source| self.files(source))?;
        let backup = self.copy_backup(&part).await?;
        let store = Store::open(&part).await?;
        let filled = self.fill(&store, backup.as_ref()).await;
        // Also on failure, so that no connection writes to a file that is begun anew.
        store.finish().await;
        let (found, asked) = filled?;
        let set_aside = replace::finish(self.layout, &part, self.now);
        Ok(Restored {
            day: backup.map(|backup| backup.day),
            set_aside: set_aside.map_err(|source| self.files(source))?,
            found,
            asked,
        })
    }

    /// The newest backup that is good, copied.
    async fn copy_backup(&self, part: &Path) -> Result<Option<Backup>, RestoreError> {
        let listed = backups::list(self.layout).map_err(|source| self.files(source))?;
        for backup in listed {
            if let Err(error) = worldreel_store::examine(&backup.path).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the backup of {} is no good",
                    backup.day
                );
                continue;
            }
            std::fs::copy(&backup.path, part).map_err(|source| self.files(source))?;
            return Ok(Some(backup));
        }
        Ok(None)
    }

    /// Brings the new database up to what the disk and the books of this computer tell.
    async fn fill(
        &self,
        store: &Store,
        backup: Option<&Backup>,
    ) -> Result<(u32, u32), RestoreError> {
        let own = self.layout.clone();
        let scan = move || rescan::rescan(&own, &mut |_, _| ControlFlow::Continue(()));
        let scanned = tokio::task::spawn_blocking(scan).await;
        let scanned = scanned.map_err(|error| self.files(std::io::Error::other(error)))??;
        let mut changes = Vec::new();
        let mut unknown = Vec::new();
        for (provenance, video) in scanned.found.into_iter().map(row_of) {
            match store.job(provenance.job).await? {
                Some(row) => {
                    let event = JobEvent::FoundDelivered(video.id);
                    changes.extend(self.change(&row, &event, Some(video)));
                }
                None => unknown.push((provenance, video)),
            }
        }
        let mut found = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        store.change_jobs(changes).await?;
        found += store.restore_videos(unknown, self.now).await?;
        let asked = self.ask(store, backup).await?;
        self.settle_uses(store).await?;
        if let Some(run) = store.last_run().await? {
            // The run of the backup's day is over, and its news are told here.
            store.end_run(run.epoch, self.now).await?;
        }
        Ok((found, asked))
    }

    /// Has the user decide on jobs that may have been paid for since the backup.
    async fn ask(&self, store: &Store, backup: Option<&Backup>) -> Result<u32, RestoreError> {
        let Some(backup) = backup else {
            return Ok(0);
        };
        let failure = asks(&backup.day);
        let live = JobFilter {
            live: true,
            ..JobFilter::default()
        };
        let mut changes = Vec::new();
        for row in store.jobs(live).await? {
            if let Some(event) = settle_restored(&row.state, self.is_free(&row), &failure) {
                changes.extend(self.change(&row, &event, None));
            }
        }
        let asked = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        store.change_jobs(changes).await?;
        Ok(asked)
    }

    /// Whether a job costs nothing on any engine that it may use. One that is not set up any
    /// more may have cost something.
    fn is_free(&self, row: &JobRow) -> bool {
        row.engines.iter().all(|name| {
            let mut installed = self.engines.iter();
            let own = installed.find(|own| own.engine.name() == *name);
            own.is_some_and(|own| matches!(own.engine.price(&row.spec), Price::Free))
        })
    }

    /// `None` for a job to which this can't happen: it is done already.
    fn change(&self, row: &JobRow, event: &JobEvent, video: Option<VideoRow>) -> Option<JobChange> {
        let state = next(&row.state, event).ok()?.state;
        let failure = match event {
            JobEvent::Restored(failure) => Some(failure.clone()),
            _ => None,
        };
        let attempt = match row.state.lease() {
            Some(lease) if !matches!(row.state, JobState::Undecided { .. }) => {
                AttemptChange::Ended {
                    attempt: lease.attempt,
                    failure,
                    unbilled: false,
                }
            }
            _ => AttemptChange::None,
        };
        Some(JobChange {
            job: row.id,
            from_version: row.version,
            state,
            event: event.name(),
            strikes: row.strikes,
            waits_since: row.waits_since,
            attempt,
            edit: None,
            video,
            at: self.now,
        })
    }

    /// Closes the books on attempts that nobody will hear of any more: their cost stays
    /// counted. Without this the next start would strike them out as never begun.
    async fn settle_uses(&self, store: &Store) -> Result<(), RestoreError> {
        let Some(machine) = self.machine else {
            return Ok(());
        };
        let library = self.layout.root().to_string_lossy();
        let mut settled = Vec::new();
        for open in machine.open_uses(&library).await? {
            let attempt = store.attempt(open.attempt).await?;
            if attempt.is_none_or(|attempt| attempt.outcome.is_some()) {
                settled.push(SettledUse {
                    attempt: open.attempt,
                    outcome: FailureClass::Restored.name(),
                    micro_usd: None,
                    settled_at: self.now,
                });
            }
        }
        Ok(machine.settle_uses(settled).await?)
    }

    fn files(&self, source: std::io::Error) -> RestoreError {
        RestoreError::Files {
            database: self.layout.database(),
            source,
        }
    }
}

fn asks(day: &str) -> Failure {
    Failure {
        class: FailureClass::Restored,
        message: format!(
            "the library was put back to its backup of {day}; this take may have been \
             rendered, and billed, since"
        ),
        provider_said: None,
        retry: Retry::Ask,
        billed: Billed::Maybe,
        next_step: WayOut::Retry,
    }
}
