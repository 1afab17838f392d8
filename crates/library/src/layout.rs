//! The library's folder: what lies where.
//!
//! ```text
//! My library/
//!   library.db        sessions, jobs, videos (and SQLite's -wal and -shm beside it)
//!   backups/          a copy of the database for each of the last days
//!   damaged/          what was set aside when the database was put right
//!   studio.lock       held by the program that runs the queue
//!   videos/           delivered videos, a folder for each session
//!   incoming/         renders under way; nothing in it is promised to anybody
//!   outgoing/         ZIP files on their way out, likewise
//! ```

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use worldreel_domain::id::AttemptId;
use worldreel_host::durable;
use worldreel_host::lock::{FileLock, LockError};
use worldreel_host::mounts;

/// The folders and files of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
}

/// Why a folder can't be used as a library.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// There is a file where the folder should be.
    #[error("{} is a file, not a folder", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// The folder is on a file system of another computer.
    #[error(
        "the library folder {} is on a network file system ({kind}), where a live database can be damaged",
        path.display()
    )]
    Network {
        /// The folder.
        path: PathBuf,
        /// The file system, such as `nfs4`.
        kind: String,
    },
    /// The folder can't be written.
    #[error("the library folder {} can't be written", path.display())]
    ReadOnly {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder can't be made or looked into.
    #[error("could not use the library folder {}", path.display())]
    Io {
        /// The folder or a part of it.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another program runs this library's queue.
    #[error("another Worldreel has the library {} open", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
}

impl Layout {
    /// Uses `root` as a library; makes the folder and its parts where they are
    /// missing, and cleans nothing up.
    ///
    /// # Errors
    ///
    /// [`LayoutError`], all but `InUse`.
    pub fn open(root: &Path) -> Result<Self, LayoutError> {
        if root.exists() && !root.is_dir() {
            return Err(LayoutError::NotAFolder {
                path: root.to_owned(),
            });
        }
        let layout = Self {
            root: root.to_owned(),
        };
        for folder in [layout.videos(), layout.incoming()] {
            durable::make_folder(&folder).map_err(|source| on_io(folder, source))?;
        }
        if let Some(kind) = mounts::network_file_system(root) {
            return Err(LayoutError::Network {
                path: root.to_owned(),
                kind,
            });
        }
        Ok(layout)
    }

    /// Claims the library for this process.
    ///
    /// # Errors
    ///
    /// [`LayoutError::InUse`] when another process has it, else as the system says.
    pub fn lock(&self) -> Result<FileLock, LayoutError> {
        FileLock::try_take(&self.root.join("studio.lock")).map_err(|error| match error {
            LockError::Held { .. } => LayoutError::InUse {
                path: self.root.clone(),
            },
            LockError::Io { source, .. } => on_io(self.root.clone(), source),
        })
    }

    /// The library's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.root.join("library.db")
    }

    /// The folder of the database's backups; made with the first.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// The folder of delivered videos.
    #[must_use]
    pub fn videos(&self) -> PathBuf {
        self.root.join("videos")
    }

    /// The folder of renders under way.
    #[must_use]
    pub fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    /// The folder of ZIP files on their way out; made when it is needed.
    #[must_use]
    pub fn outgoing(&self) -> PathBuf {
        self.root.join("outgoing")
    }

    /// The folder of pictures and videos that came in; made when it is needed.
    #[must_use]
    pub fn uploads(&self) -> PathBuf {
        self.root.join("uploads")
    }

    /// The file that an attempt renders into.
    #[must_use]
    pub fn part(&self, attempt: AttemptId) -> PathBuf {
        self.incoming().join(format!("{attempt}.part"))
    }

    /// The same file once all of it is on the disk: this name is given after a sync.
    #[must_use]
    pub fn whole(&self, attempt: AttemptId) -> PathBuf {
        self.incoming().join(format!("{attempt}.whole"))
    }

    /// Removes what a program that was killed left among the renders under way: all but
    /// the files of these attempts. What can't be removed costs space and nothing
    /// else.
    pub fn sweep(&self, attempts: &BTreeSet<AttemptId>) {
        let own = attempts
            .iter()
            .flat_map(|own| [self.part(*own), self.whole(*own)]);
        let kept: BTreeSet<PathBuf> = own.collect();
        for entry in std::fs::read_dir(self.incoming())
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            if kept.contains(&path) || path.is_dir() {
                continue;
            }
            if let Err(error) = std::fs::remove_file(&path) {
                tracing::warn!("could not remove {}: {error}", path.display());
            }
        }
    }

    /// The absolute path of a file that is named relative to the library, with `/`
    /// between its parts; `None` for a name that leads out of it.
    #[must_use]
    pub fn resolve(&self, file: &str) -> Option<PathBuf> {
        let mut path = self.root.clone();
        for part in file.split('/') {
            let plain =
                !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
            if !plain || Path::new(part).is_absolute() {
                return None;
            }
            path.push(part);
        }
        Some(path)
    }
}

fn on_io(path: PathBuf, source: io::Error) -> LayoutError {
    match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            LayoutError::ReadOnly { path, source }
        }
        io::ErrorKind::NotADirectory => LayoutError::NotAFolder { path },
        _ => LayoutError::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_leaves_the_parts_of_what_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let attempt = |number| AttemptId::from_uuid(uuid::Uuid::from_u128(number));
        let stray = layout.incoming().join("unpacking-1a2b");
        let whole = [layout.whole(attempt(1)), layout.whole(attempt(2))];
        for file in [
            &layout.part(attempt(1)),
            &layout.part(attempt(2)),
            &whole[0],
            &whole[1],
            &stray,
        ] {
            std::fs::write(file, b"half").unwrap();
        }
        layout.sweep(&BTreeSet::from([attempt(1)]));
        assert!(layout.part(attempt(1)).exists() && whole[0].exists());
        assert!(!whole[1].exists());
        assert!(!layout.part(attempt(2)).exists() && !stray.exists());
    }

    #[test]
    fn no_name_leads_out_of_the_library() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        assert_eq!(
            layout.resolve("videos/a fox/take-1.mp4"),
            Some(
                folder
                    .path()
                    .join("videos")
                    .join("a fox")
                    .join("take-1.mp4")
            )
        );
        for name in [
            "../secret",
            "videos/../../secret",
            "/etc/passwd",
            "",
            "videos//a",
            "a\\..\\b",
        ] {
            assert_eq!(layout.resolve(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library");
        std::fs::write(&path, "").unwrap();
        assert!(matches!(
            Layout::open(&path),
            Err(LayoutError::NotAFolder { .. })
        ));
    }

    #[test]
    fn a_library_has_one_owner_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let _owner = layout.lock().unwrap();
        assert!(matches!(layout.lock(), Err(LayoutError::InUse { .. })));
    }
}
