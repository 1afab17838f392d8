//! Secrets in a file: not encrypted, readable by its owner alone, and only after the
//! user agreed to it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use super::error::FileError;
use super::format::{Document, Misread};
use super::name::SecretName;
use crate::durable;
use crate::lock::{FileLock, LockError};

/// That the user has read where the file is, that it is not encrypted, and said yes.
/// It need not be kept: that the file is there is the consent.
#[derive(Debug)]
pub struct FileConsent(());

impl FileConsent {
    /// To be called in answer to the user's yes and nowhere else.
    #[must_use]
    pub const fn given_by_the_user() -> Self {
        Self(())
    }
}

/// A file of secrets that is there. Several programs may use it at once: each change
/// is made under a lock on `<file>.lock` beside it, and replaces the whole file, so
/// that a reader and a power cut see the old or the new one.
///
/// On systems without permission bits (Windows) the file is as private as its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretFile {
    path: PathBuf,
}

impl SecretFile {
    /// Makes the file, without secrets, if it is not there yet, and closes its folder
    /// to others (mode 0700): it has to be the application's own.
    ///
    /// # Errors
    ///
    /// [`FileError`]; one that is there and can't be used is left alone.
    pub fn create(path: &Path, _: FileConsent) -> Result<Self, FileError> {
        let folder = folder_of(path);
        private_folder(folder).map_err(io_failed("make", folder))?;
        let file = Self {
            path: path.to_owned(),
        };
        let _lock = file.lock()?;
        match file.read() {
            Ok(_) => {}
            Err(FileError::Gone { .. }) => file.write(&Document::default())?,
            Err(error) => return Err(error),
        }
        Ok(file)
    }

    /// The file, if the user agreed to it before; `None` when it is not there.
    ///
    /// # Errors
    ///
    /// [`FileError`] when it is there and can't be used.
    pub fn open(path: &Path) -> Result<Option<Self>, FileError> {
        let file = Self {
            path: path.to_owned(),
        };
        match file.read() {
            Ok(_) => Ok(Some(file)),
            Err(FileError::Gone { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps a secret; one of the same name is replaced.
    ///
    /// # Errors
    ///
    /// [`FileError`]; the file is then as it was.
    pub fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), FileError> {
        let _lock = self.lock()?;
        let mut document = self.read()?;
        document.put(name, secret.clone());
        self.write(&document)
    }

    /// The secret of that name; `None` when the file holds none.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn get(&self, name: &SecretName) -> Result<Option<SecretString>, FileError> {
        Ok(self.read()?.get(name).cloned())
    }

    /// Removes a secret, and tells whether there was one.
    ///
    /// # Errors
    ///
    /// [`FileError`]; the file is then as it was.
    pub fn remove(&self, name: &SecretName) -> Result<bool, FileError> {
        let _lock = self.lock()?;
        let mut document = self.read()?;
        if !document.remove(name) {
            return Ok(false);
        }
        self.write(&document)?;
        Ok(true)
    }

    fn lock(&self) -> Result<FileLock, FileError> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let path = self.path.with_file_name(name);
        match FileLock::take(&path) {
            Ok(lock) => Ok(lock),
            // Its folder is gone, and with it the file.
            Err(LockError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Err(self.gone())
            }
            Err(LockError::Io { path, source }) => Err(io_failed("lock", &path)(source)),
            // Only who doesn't wait is told so.
            Err(LockError::Held { path }) => {
                Err(io_failed("lock", &path)(io::ErrorKind::WouldBlock.into()))
            }
        }
    }

    fn read(&self) -> Result<Document, FileError> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(self.gone()),
            Err(source) => return Err(io_failed("read", &self.path)(source)),
        };
        refuse_open_to_others(&self.path, &file)?;
        let mut bytes = Zeroizing::new(Vec::new());
        file.read_to_end(&mut bytes)
            .map_err(io_failed("read", &self.path))?;
        Document::read(&bytes).map_err(|misread| match misread {
            Misread::At { line, column } => FileError::Malformed {
                path: self.path.clone(),
                line,
                column,
            },
            Misread::TooNew { format } => FileError::TooNew {
                path: self.path.clone(),
                format,
            },
        })
    }

    fn write(&self, document: &Document) -> Result<(), FileError> {
        let failed = io_failed("write", &self.path);
        match document.write() {
            Ok(bytes) => durable::write_private(&self.path, &bytes).map_err(failed),
            Err(error) => Err(failed(error.into())),
        }
    }

    fn gone(&self) -> FileError {
        FileError::Gone {
            path: self.path.clone(),
        }
    }
}

fn io_failed(act: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |source| FileError::Io { act, path, source }
}

/// The parent of a bare file name is the empty path: the folder we are in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    durable::make_private_folder(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    durable::make_private_folder(folder)
}

/// Asks the opened file, not its name: that may mean another file by now.
#[cfg(unix)]
fn refuse_open_to_others(path: &Path, file: &File) -> Result<(), FileError> {
    use std::os::unix::fs::PermissionsExt;

    let mode = |metadata: fs::Metadata| metadata.permissions().mode() & 0o777;
    let file_mode = mode(file.metadata().map_err(io_failed("read", path))?);
    if file_mode & 0o077 != 0 {
        return Err(FileError::FileTooOpen {
            path: path.to_owned(),
            mode: file_mode,
        });
    }
    let folder = folder_of(path);
    let folder_mode = mode(fs::metadata(folder).map_err(io_failed("read", folder))?);
    // Who may only list the folder still can't read the file.
    if folder_mode & 0o022 != 0 {
        return Err(FileError::FolderTooOpen {
            path: folder.to_owned(),
            mode: folder_mode,
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_open_to_others(_: &Path, _: &File) -> Result<(), FileError> {
    Ok(())
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
