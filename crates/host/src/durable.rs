//! Files and folders that survive a power cut.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Waits until the names in a folder are on the disk. A file that was renamed or
/// made may otherwise be gone after a power cut, however well its content was synced.
///
/// # Errors
///
/// As the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows can't open a folder as a file and writes names through by itself.
    if cfg!(unix) {
        // The parent of a bare file name is the empty path: the folder we are in.
        let here = folder.as_os_str().is_empty();
        let folder = if here { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Makes a folder, and those above it that are missing, and waits until their names are on
/// the disk: a file in a folder that is gone is gone, too. One that is there is left as it
/// is.
///
/// # Errors
///
/// As the system says.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    make_folder_with(folder, &|folder| fs::create_dir(folder))
}

/// As [`make_folder()`]; what it makes nobody but its owner may look into.
///
/// # Errors
///
/// As [`make_folder()`].
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    make_folder_with(folder, &|folder| {
        #[cfg_attr(
            not(unix),
            expect(unused_mut, reason = "there are no permissions to set")
        )]
        let mut new = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut new, 0o700);
        new.create(folder)
    })
}

fn make_folder_with(folder: &Path, make: &dyn Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    make_folder_with(above, make)?;
    match make(folder) {
        // Somebody else was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    sync_folder(above)
}

/// Moves a file whose content is already synced, within one file system, and waits
/// until its new name is on the disk. A file that had the name is replaced.
///
/// # Errors
///
/// As the system says; the file is then still under its old name or whole under its
/// new one.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    match to.parent() {
        Some(folder) => sync_folder(folder),
        None => Ok(()),
    }
}

/// Writes a small file so that after a power cut either the old or the new content
/// is there, never a part of it.
///
/// # Errors
///
/// As the system says; no temporary file is left behind.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    write_with(path, content, |temporary| File::create(temporary))
}

/// As [`write()`], and nobody but its owner may read the file at any moment.
///
/// # Errors
///
/// As [`write()`].
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    write_with(path, content, |temporary| {
        // One that a crash left behind may be open to others.
        match fs::remove_file(temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(temporary)
    })
}

fn write_with(
    path: &Path,
    content: &[u8],
    create: impl FnOnce(&Path) -> io::Result<File>,
) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let temporary = path.with_file_name(name);
    let written = (|| {
        let mut file = create(&temporary)?;
        file.write_all(content)?;
        file.sync_all()?;
        rename(&temporary, path)
    })();
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_with_those_above_it_and_one_that_is_there_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a").join("b");
        make_folder(&path).unwrap();
        fs::write(path.join("file"), "kept").unwrap();
        make_folder(&path).unwrap();
        assert_eq!(fs::read(path.join("file")).unwrap(), b"kept");
        let in_a_file = path.join("file").join("c");
        assert!(make_folder(&in_a_file).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_can_be_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, b"open to all").unwrap();
        write_private(&path, b"secret").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_written_file_replaces_the_old_one_and_leaves_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
