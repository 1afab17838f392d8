//! The database's backups: one for each day, the last seven of them.
//!
//! What goes into one is not decided here: a caller writes the copy to [`begin`]'s path,
//! looks whether it is sound, and has it [kept](keep).

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use worldreel_domain::time::Timestamp;
use worldreel_host::durable;

use crate::calendar::{DAY_MS, civil};
use crate::layout::Layout;

/// How many are kept: a week of days on which the studio ran, however far apart, so that
/// neither a clock that is set nor a long holiday costs a good one.
pub const BACKUPS_KEPT: usize = 7;

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The day it was made on, in UTC, as `2026-11-25`.
    pub day: String,
    /// The file.
    pub path: PathBuf,
}

/// The day of a moment in UTC, as `2026-11-25`.
#[must_use]
pub fn day_of(at: Timestamp) -> String {
    let (year, month, day) = civil(at.ms().div_euclid(DAY_MS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The backups, newest first; none where there is no folder of them.
///
/// # Errors
///
/// As the system says.
pub fn list(layout: &Layout) -> io::Result<Vec<Backup>> {
    let entries = match fs::read_dir(layout.backups()) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if let Some(day) = day_in(&path) {
            found.push(Backup { day, path });
        }
    }
    found.sort_by(|a, b| b.day.cmp(&a.day));
    Ok(found)
}

/// Where the next backup is to be written; what a crash left there is gone.
///
/// # Errors
///
/// As the system says.
pub fn begin(layout: &Layout) -> io::Result<PathBuf> {
    let folder = layout.backups();
    durable::make_folder(&folder)?;
    let part = folder.join("library.db.part");
    discard(&part)?;
    Ok(part)
}

/// Removes a backup that was begun.
///
/// # Errors
///
/// As the system says; one that is not there is no error.
pub fn discard(part: &Path) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a sound copy the backup of its day, in the place of an older one of that day.
/// Only when it is on the disk do the oldest go.
///
/// # Errors
///
/// As the system says; every older backup is still there then.
pub fn keep(layout: &Layout, part: &Path, at: Timestamp) -> io::Result<Backup> {
    File::open(part)?.sync_all()?;
    let day = day_of(at);
    let path = layout.backups().join(format!("library-{day}.db"));
    durable::rename(part, &path)?;
    for old in list(layout)?.into_iter().skip(BACKUPS_KEPT) {
        if old.path != path {
            fs::remove_file(&old.path)?;
        }
    }
    Ok(Backup { day, path })
}

/// The day that a file of the folder is the backup of.
fn day_in(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let day = name.strip_prefix("library-")?.strip_suffix(".db")?;
    let is_day = day.len() == 10
        && day.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    is_day.then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_764_072_000_000;

    fn kept(layout: &Layout, days: i64) -> Backup {
        let part = begin(layout).unwrap();
        fs::write(&part, days.to_string()).unwrap();
        keep(layout, &part, Timestamp::from_ms(NOON + days * DAY_MS)).unwrap()
    }

    #[test]
    fn a_week_of_backups_is_kept_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        assert_eq!(list(&layout).unwrap(), Vec::new());
        for day in 0..10 {
            kept(&layout, day);
        }
        // Later on the same day: in its place.
        kept(&layout, 9);
        fs::write(layout.backups().join("library-of-mine.db"), "").unwrap();
        let days: Vec<_> = list(&layout).unwrap().into_iter().map(|b| b.day).collect();
        assert_eq!(days.len(), BACKUPS_KEPT);
        assert_eq!((&*days[0], &*days[6]), ("2025-12-04", "2025-11-28"));
        assert!(layout.backups().join("library-of-mine.db").exists());
    }

    #[test]
    fn a_clock_that_was_set_back_costs_no_backup_that_was_just_made() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        for day in 0..7 {
            kept(&layout, day);
        }
        let back = kept(&layout, -30);
        assert!(back.path.exists());
    }

    #[test]
    fn what_a_crash_left_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let part = begin(&layout).unwrap();
        fs::write(&part, "half").unwrap();
        assert_eq!(begin(&layout).unwrap(), part);
        assert!(!part.exists());
        assert_eq!(list(&layout).unwrap(), Vec::new());
    }
}
