//! Another database in the place of a damaged one, which is kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use worldreel_domain::time::Timestamp;
use worldreel_host::durable;

use crate::backups::day_of;
use crate::layout::Layout;

/// A database and what SQLite keeps beside it.
const ENDS: [&str; 3] = ["", "-wal", "-shm"];

/// Whether the database is gone: there is no file, or nothing in it, though something says
/// that there was one.
#[must_use]
pub fn is_gone(layout: &Layout) -> bool {
    let is_empty = |path: &Path| fs::metadata(path).map_or(true, |facts| facts.len() == 0);
    let database = layout.database();
    is_empty(&database)
        && (!is_empty(&beside(&database, "-wal"))
            || crate::backups::list(layout).is_ok_and(|found| !found.is_empty())
            || crate::rescan::finds_any(layout))
}

/// Where the new database is to be made; what a crash left there is gone.
///
/// # Errors
///
/// As the system says.
pub fn begin(layout: &Layout) -> io::Result<PathBuf> {
    let part = layout.root().join("library.db.part");
    for end in ENDS {
        crate::backups::discard(&beside(&part, end))?;
    }
    Ok(part)
}

/// Sets the damaged database aside and puts the new one, which nobody has open, in its
/// place. Returns the folder that now holds the old one, where there was any.
///
/// Death in between leaves a library without a database, whose repair begins anew.
///
/// # Errors
///
/// As the system says.
pub fn finish(layout: &Layout, part: &Path, at: Timestamp) -> io::Result<Option<PathBuf>> {
    File::open(part)?.sync_all()?;
    let aside = set_aside(layout, at)?;
    durable::rename(part, &layout.database())?;
    Ok(aside)
}

fn set_aside(layout: &Layout, at: Timestamp) -> io::Result<Option<PathBuf>> {
    let database = layout.database();
    let old = ENDS.map(|end| beside(&database, end));
    let old: Vec<_> = old.into_iter().filter(|path| path.exists()).collect();
    if old.is_empty() {
        return Ok(None);
    }
    // The moment keeps two of one day apart.
    let name = format!("{}-{}", day_of(at), at.ms());
    let folder = layout.root().join("damaged").join(name);
    durable::make_folder(&folder)?;
    for path in old {
        durable::rename(&path, &folder.join(path.file_name().unwrap_or_default()))?;
    }
    // Its old log must not be found beside the new database.
    durable::sync_folder(layout.root())?;
    Ok(Some(folder))
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(end);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_database_is_kept_with_its_log_and_the_new_one_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        assert!(!is_gone(&layout), "a new library");
        fs::write(layout.database(), "damaged").unwrap();
        fs::write(folder.path().join("library.db-wal"), "its log").unwrap();
        let part = begin(&layout).unwrap();
        fs::write(&part, "new").unwrap();
        let aside = finish(&layout, &part, Timestamp::from_ms(0))
            .unwrap()
            .unwrap();
        assert_eq!(fs::read(layout.database()).unwrap(), b"new");
        assert!(!folder.path().join("library.db-wal").exists());
        assert_eq!(fs::read(aside.join("library.db")).unwrap(), b"damaged");
        assert_eq!(fs::read(aside.join("library.db-wal")).unwrap(), b"its log");
    }

    #[test]
    fn a_log_without_its_database_says_that_there_was_one() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        fs::write(layout.database(), "").unwrap();
        assert!(!is_gone(&layout));
        fs::write(folder.path().join("library.db-wal"), "its log").unwrap();
        assert!(is_gone(&layout));
    }
}
