//! A folder's content as a value.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A file or a folder.
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// A folder.
    Folder,
    /// A file with its bytes and permissions.
    File {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Its permissions.
        mode: u32,
    },
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder => write!(f, "a folder"),
            Self::File { bytes, mode } => write!(f, "{} bytes, mode {mode:o}", bytes.len()),
        }
    }
}

/// All that is below a folder, by its path there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    entries: BTreeMap<PathBuf, Entry>,
}

impl Image {
    /// What is below a real folder.
    ///
    /// # Panics
    ///
    /// When it can't be read.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let mut image = Self::default();
        image.add(folder, Path::new(""));
        image
    }

    fn add(&mut self, root: &Path, below: &Path) {
        for entry in std::fs::read_dir(root.join(below)).unwrap() {
            let entry = entry.unwrap();
            let path = below.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                self.put(path.clone(), Entry::Folder);
                self.add(root, &path);
            } else {
                let bytes = std::fs::read(entry.path()).unwrap();
                let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
                self.put(path, Entry::File { bytes, mode });
            }
        }
    }

    pub(super) fn put(&mut self, path: PathBuf, entry: Entry) {
        self.entries.insert(path, entry);
    }

    /// What is there, by path.
    #[must_use]
    pub const fn entries(&self) -> &BTreeMap<PathBuf, Entry> {
        &self.entries
    }

    /// The same without what has a path that is not wanted.
    #[must_use]
    pub fn where_path(mut self, wanted: impl Fn(&Path) -> bool) -> Self {
        self.entries.retain(|path, _| wanted(path));
        self
    }

    /// Puts it into a real, empty folder. Its files are older than any start of a computer,
    /// as those are that one finds when its power is back.
    ///
    /// # Panics
    ///
    /// When it can't be written.
    pub fn write_to(&self, folder: &Path) {
        for (path, entry) in &self.entries {
            let path = folder.join(path);
            match entry {
                Entry::Folder => std::fs::create_dir(path).unwrap(),
                Entry::File { bytes, mode } => {
                    std::fs::write(&path, bytes).unwrap();
                    let file = std::fs::File::options().write(true).open(&path).unwrap();
                    file.set_modified(std::time::UNIX_EPOCH).unwrap();
                    let mode = std::fs::Permissions::from_mode(*mode);
                    std::fs::set_permissions(path, mode).unwrap();
                }
            }
        }
    }
}
