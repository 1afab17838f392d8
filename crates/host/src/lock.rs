//! A claim on a file that ends with the process, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A claim on a file. The system gives it back when this is dropped or the process
/// dies, so a crash never leaves one behind.
#[derive(Debug)]
pub struct FileLock {
    // Held for its lock alone.
    _file: File,
    path: PathBuf,
}

/// Why a lock could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("another program holds {}", path.display())]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be opened or locked.
    #[error("could not lock {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl FileLock {
    /// Takes the lock, or says at once that another has it.
    ///
    /// # Errors
    ///
    /// [`LockError`].
    pub fn try_take(path: &Path) -> Result<Self, LockError> {
        Self::tried(path, File::try_lock)
    }

    /// Takes the lock together with all others who share it, or says at once that one has
    /// it alone.
    ///
    /// # Errors
    ///
    /// [`LockError`].
    pub fn try_share(path: &Path) -> Result<Self, LockError> {
        Self::tried(path, File::try_lock_shared)
    }

    fn tried(
        path: &Path,
        how: impl FnOnce(&File) -> Result<(), TryLockError>,
    ) -> Result<Self, LockError> {
        let file = open(path)?;
        match how(&file) {
            Ok(()) => Ok(Self {
                _file: file,
                path: path.to_owned(),
            }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(failed(path, source)),
        }
    }

    /// Takes the lock, after waiting for whoever has it. Only for locks that are held
    /// for a moment: the system wakes us, and there is no deadline.
    ///
    /// # Errors
    ///
    /// [`LockError::Io`].
    pub fn take(path: &Path) -> Result<Self, LockError> {
        let file = open(path)?;
        file.lock().map_err(|source| failed(path, source))?;
        Ok(Self {
            _file: file,
            path: path.to_owned(),
        })
    }

    /// The locked file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn open(path: &Path) -> Result<File, LockError> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|source| failed(path, source))
}

fn failed(path: &Path, source: io::Error) -> LockError {
    LockError::Io {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_once_and_given_back_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let first = FileLock::try_take(&path).unwrap();
        assert!(matches!(
            FileLock::try_take(&path),
            Err(LockError::Held { .. })
        ));
        drop(first);
        FileLock::try_take(&path).unwrap();
    }

    #[test]
    fn a_lock_is_shared_or_held_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let shared = [(); 2].map(|()| FileLock::try_share(&path).unwrap());
        assert!(FileLock::try_take(&path).is_err());
        drop(shared);
        let _alone = FileLock::try_take(&path).unwrap();
        assert!(FileLock::try_share(&path).is_err());
    }

    #[test]
    fn who_waits_gets_the_lock_when_it_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let first = FileLock::take(&path).unwrap();
        std::thread::scope(|threads| {
            let waiting = threads.spawn(|| FileLock::take(&path).unwrap());
            drop(first);
            let second = waiting.join().unwrap();
            assert!(FileLock::try_take(&path).is_err());
            drop(second);
        });
    }
}
