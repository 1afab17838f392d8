//! Places of a thing that all programs of this user share, such as an account that takes
//! so many requests at a time: each is used by one program at once.
//!
//! A claim is a lock on a file that is named after the thing and the number of the place.
//! The file stays empty, and stays: one that nobody has locked claims nothing. Nothing is
//! synced, since a claim ends with the process anyway.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::lock::{FileLock, LockError};

/// A place that is ours, until this is dropped or the process dies.
#[derive(Debug)]
pub struct Claim {
    // Held for its lock alone.
    _lock: FileLock,
}

/// The folder in which programs find each other's claims.
#[derive(Debug, Clone)]
pub struct Claims {
    folder: PathBuf,
}

impl Claims {
    /// Claims in this folder, which is made with the first of them.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The first of these places of a thing that nobody has, at once; `None` when each is
    /// taken, be it by this program.
    ///
    /// # Errors
    ///
    /// [`LockError::Io`].
    pub fn first_free(
        &self,
        thing: &str,
        places: impl IntoIterator<Item = u32>,
    ) -> Result<Option<Claim>, LockError> {
        for place in places {
            let name = file_name(thing, &place.to_string());
            if let Some(claim) = self.claim(&name, FileLock::try_take)? {
                return Ok(Some(claim));
            }
        }
        Ok(None)
    }

    /// Has it known that this program waits for a place of a thing, as others may; `None`
    /// when one looks just now whether anybody does.
    ///
    /// # Errors
    ///
    /// [`LockError::Io`].
    pub fn wait_for(&self, thing: &str) -> Result<Option<Claim>, LockError> {
        self.claim(&file_name(thing, WAITS), FileLock::try_share)
    }

    /// Whether a program is known to wait for a place of a thing, be it this one.
    #[must_use]
    pub fn waited_for(&self, thing: &str) -> bool {
        let path = self.folder.join(file_name(thing, WAITS));
        // Where nobody ever waited, no file is made.
        path.exists() && matches!(FileLock::try_take(&path), Err(LockError::Held { .. }))
    }

    fn claim(
        &self,
        name: &str,
        how: fn(&Path) -> Result<FileLock, LockError>,
    ) -> Result<Option<Claim>, LockError> {
        let path = self.folder.join(name);
        let taken = match how(&path) {
            Err(LockError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                make(&self.folder)?;
                how(&path)
            }
            taken => taken,
        };
        match taken {
            Ok(lock) => Ok(Some(Claim { _lock: lock })),
            Err(LockError::Held { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Stands where a place has its number.
const WAITS: &str = "waits";

fn make(folder: &Path) -> Result<(), LockError> {
    fs::create_dir_all(folder).map_err(|source| LockError::Io {
        path: folder.to_owned(),
        source,
    })
}

/// A name that every file system takes, different for different things: what is no small
/// letter or digit is written as its bytes.
fn file_name(thing: &str, place: &str) -> String {
    let mut name = String::new();
    for byte in thing.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => name.push(char::from(byte)),
            _ => {
                let _ = write!(name, "%{byte:02x}");
            }
        }
    }
    format!("{name}.{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(folder: &tempfile::TempDir) -> Claims {
        Claims::new(folder.path().join("not yet/claims"))
    }

    #[test]
    fn each_place_is_claimed_once_and_is_free_again_when_its_claim_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (claims(&folder), claims(&folder));
        let first = one.first_free("account-a", 0..2).unwrap().unwrap();
        let _second = other.first_free("account-a", 0..2).unwrap().unwrap();
        assert!(one.first_free("account-a", 0..2).unwrap().is_none());
        assert!(one.first_free("account-b", 0..1).unwrap().is_some());
        drop(first);
        assert!(other.first_free("account-a", 0..2).unwrap().is_some());
    }

    #[test]
    fn who_waits_is_known_to_until_that_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (claims(&folder), claims(&folder));
        let third = claims(&folder);
        assert!(!third.waited_for("account-a"));
        let first = one.wait_for("account-a").unwrap().unwrap();
        let second = other.wait_for("account-a").unwrap().unwrap();
        drop(first);
        assert!(third.waited_for("account-a"));
        drop(second);
        assert!(!third.waited_for("account-a"));
    }

    #[test]
    fn a_folder_that_is_taken_away_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let claims = claims(&folder);
        drop(claims.first_free("a", 0..1).unwrap().unwrap());
        fs::remove_dir_all(folder.path().join("not yet")).unwrap();
        assert!(claims.first_free("a", 0..1).unwrap().is_some());
    }

    #[test]
    fn where_no_file_can_be_made_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims"), "a file").unwrap();
        let claims = Claims::new(folder.path().join("claims"));
        let refused = claims.first_free("a", 0..1);
        assert!(matches!(refused, Err(LockError::Io { .. })), "{refused:?}");
    }

    #[test]
    fn every_thing_has_a_name_of_its_own_that_any_file_system_takes() {
        assert_eq!(file_name("key-00ff", "3"), "key-00ff.3");
        assert_eq!(file_name("A/b:c", "0"), "%41%2fb%3ac.0");
        assert_ne!(file_name("A", "0"), file_name("a", "0"));
    }
}
