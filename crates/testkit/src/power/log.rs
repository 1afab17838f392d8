//! What the recorder wrote, read again. Its `struct record` and `enum kind` are the format.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The first page holds the length of all whole records, which follow it.
const PAGE: usize = 4096;
/// What precedes the texts and bytes of a record.
const HEAD: usize = 32;

/// A change, a sync or something said. Paths are below the folder that was watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A file was made.
    Make {
        /// Its path.
        path: PathBuf,
        /// Its number on the file system.
        inode: u64,
        /// Its permissions.
        mode: u32,
    },
    /// Bytes were written into a file.
    Write {
        /// Its path at that moment.
        path: PathBuf,
        /// Which.
        inode: u64,
        /// Where its first byte went.
        at: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file became so long.
    Size {
        /// Its path at that moment.
        path: PathBuf,
        /// Which.
        inode: u64,
        /// Its length in bytes.
        size: u64,
    },
    /// What was noted of a file or folder before a position is on the disk.
    Sync {
        /// Its path at that moment.
        path: PathBuf,
        /// Which.
        inode: u64,
        /// That position: how long the log was when the sync was asked for.
        before: u64,
    },
    /// A file got another path.
    Rename {
        /// The old one.
        from: PathBuf,
        /// The new one.
        to: PathBuf,
    },
    /// A file or an empty folder was removed.
    Remove {
        /// Its path.
        path: PathBuf,
    },
    /// A folder was made.
    Folder {
        /// Its path.
        path: PathBuf,
        /// Its number on the file system.
        inode: u64,
        /// Its permissions.
        mode: u32,
    },
    /// A file got one more path.
    Link {
        /// One it has.
        from: PathBuf,
        /// The new one.
        to: PathBuf,
    },
    /// Somebody else was told something: by a socket, or on the standard output.
    Said(Vec<u8>),
    /// A file may be changed unseen from now on.
    Mapped {
        /// Its path.
        path: PathBuf,
    },
    /// A file's permissions were set.
    Mode {
        /// Its path at that moment.
        path: PathBuf,
        /// Which.
        inode: u64,
        /// To what.
        mode: u32,
    },
}

/// Records in the order in which they took effect, each with its position: the length of the
/// log before it.
#[derive(Debug, Clone)]
pub struct Log {
    records: Vec<(u64, Record)>,
}

impl Log {
    /// Reads the log that was made of a folder, without links in its path.
    ///
    /// # Panics
    ///
    /// When it can't be read, or tells of something that can't be noted.
    #[must_use]
    pub fn read(file: &Path, root: &Path) -> Self {
        let length = usize::try_from(length(file)).unwrap();
        let bytes = std::fs::read(file).unwrap();
        let bytes = &bytes[PAGE..PAGE + length];
        let mut records = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let head = &bytes[at..at + HEAD];
            let short = |from: usize| u32::from_le_bytes(head[from..from + 4].try_into().unwrap());
            let long = |from: usize| u64::from_le_bytes(head[from..from + 8].try_into().unwrap());
            let mut end = at + HEAD;
            let mut part = |length: u32| {
                let start = end;
                end += usize::try_from(length).unwrap();
                &bytes[start..end]
            };
            let (first, second, data) = (part(short(4)), part(short(8)), part(short(12)));
            let raw = Raw {
                kind: short(0),
                first: text(first),
                second: text(second),
                data,
                inode: long(16),
                number: long(24),
            };
            records.push((u64::try_from(at).unwrap(), raw.record(root)));
            at = end;
        }
        Self { records }
    }

    /// The records, each with its position.
    #[must_use]
    pub fn records(&self) -> &[(u64, Record)] {
        &self.records
    }

    /// The first thing said at or after a position that starts with these bytes: its own
    /// position.
    #[must_use]
    pub fn said(&self, from: u64, start: &[u8]) -> Option<u64> {
        let first = self.records.partition_point(|(at, _)| *at < from);
        self.records[first..].iter().find_map(|(at, record)| {
            let fits = matches!(record, Record::Said(bytes) if bytes.starts_with(start));
            fits.then_some(*at)
        })
    }
}

/// Makes an empty log.
pub(super) fn begin(file: &Path) {
    std::fs::write(file, [0; PAGE]).unwrap();
}

/// How long all whole records of a log are.
pub(super) fn length(file: &Path) -> u64 {
    let mut length = [0; 8];
    File::open(file).unwrap().read_exact(&mut length).unwrap();
    u64::from_le_bytes(length)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

struct Raw<'l> {
    kind: u32,
    first: &'l str,
    second: &'l str,
    data: &'l [u8],
    inode: u64,
    number: u64,
}

impl Raw<'_> {
    fn record(&self, root: &Path) -> Record {
        let path = |text: &str| Path::new(text).strip_prefix(root).unwrap().to_owned();
        let (inode, number) = (self.inode, self.number);
        let mode = || u32::try_from(number).unwrap();
        match self.kind {
            1 => Record::Make {
                path: path(self.first),
                inode,
                mode: mode(),
            },
            2 => Record::Write {
                path: path(self.first),
                inode,
                at: number,
                bytes: self.data.to_owned(),
            },
            3 => Record::Size {
                path: path(self.first),
                inode,
                size: number,
            },
            4 => Record::Sync {
                path: path(self.first),
                inode,
                before: number,
            },
            5 => Record::Rename {
                from: path(self.first),
                to: path(self.second),
            },
            6 | 8 => Record::Remove {
                path: path(self.first),
            },
            7 => Record::Folder {
                path: path(self.first),
                inode,
                mode: mode(),
            },
            9 => Record::Link {
                from: path(self.first),
                to: path(self.second),
            },
            10 | 11 => Record::Said(self.data.to_owned()),
            12 => Record::Mapped {
                path: path(self.first),
            },
            13 => Record::Mode {
                path: path(self.first),
                inode,
                mode: mode(),
            },
            _ => panic!("the recorder can't note {}: {}", self.first, self.second),
        }
    }
}
