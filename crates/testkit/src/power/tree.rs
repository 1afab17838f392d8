//! The parts of a disk: what a file or a folder is now, what is on the disk for good, and
//! what may or may not be there after a cut.

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::dice::Dice;

/// What a drive writes as a whole.
const SECTOR: u64 = 512;

/// The number of a file or folder, for as long as there is the disk.
pub(super) type Node = usize;

/// How much of what is not synced survives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Luck {
    /// So many of a thousand pieces, each by itself.
    Each(u64),
    /// All that came before a position, and nothing later.
    Before(u64),
}

impl Luck {
    pub(super) fn keeps(self, at: u64, dice: &mut Dice) -> bool {
        match self {
            Self::Each(per_mille) => dice.comes(per_mille),
            Self::Before(end) => at < end,
        }
    }
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: u64, bytes: Vec<u8> },
    Size(u64),
}

/// A file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) mode: u32,
    synced: Vec<u8>,
    /// With the position of each in the log.
    pending: Vec<(u64, Change)>,
}

impl File {
    pub(super) const fn new(mode: u32) -> Self {
        Self {
            mode,
            synced: Vec::new(),
            pending: Vec::new(),
        }
    }

    pub(super) fn write(&mut self, position: u64, at: u64, bytes: Vec<u8>) {
        self.pending.push((position, Change::Write { at, bytes }));
    }

    pub(super) fn resize(&mut self, position: u64, size: u64) {
        self.pending.push((position, Change::Size(size)));
    }

    /// What came before a position is on the disk.
    pub(super) fn sync(&mut self, before: u64) {
        let later = self
            .pending
            .split_off(self.pending.partition_point(|(at, _)| *at < before));
        for (_, change) in std::mem::replace(&mut self.pending, later) {
            apply(&mut self.synced, &change);
        }
    }

    /// Its bytes with all that was done to it.
    pub(super) fn now(&self) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for (_, change) in &self.pending {
            apply(&mut bytes, change);
        }
        bytes
    }

    /// Its bytes after a cut.
    pub(super) fn cut(&self, luck: Luck, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for (position, change) in &self.pending {
            match change {
                Change::Size(_) => {
                    if luck.keeps(*position, dice) {
                        apply(&mut bytes, change);
                    }
                }
                Change::Write { at, bytes: written } => {
                    let end = at + length(written);
                    if end > length(&bytes) && luck.keeps(*position, dice) {
                        resize(&mut bytes, end);
                    }
                    for (at, sector) in sectors(*at, written) {
                        if luck.keeps(*position, dice) {
                            put(&mut bytes, at, sector);
                        }
                    }
                }
            }
        }
        bytes
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes: written } => put(bytes, *at, written),
        Change::Size(size) => resize(bytes, *size),
    }
}

fn put(bytes: &mut Vec<u8>, at: u64, written: &[u8]) {
    let start = usize::try_from(at).unwrap();
    let end = start + written.len();
    if end > bytes.len() {
        bytes.resize(end, 0);
    }
    bytes[start..end].copy_from_slice(written);
}

fn resize(bytes: &mut Vec<u8>, size: u64) {
    bytes.resize(usize::try_from(size).unwrap(), 0);
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap()
}

/// A write in pieces of which none crosses the end of a sector.
fn sectors(mut at: u64, mut bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        let room = usize::try_from(SECTOR - at % SECTOR).unwrap();
        let (sector, rest) = bytes.split_at(room.min(bytes.len()));
        let from = at;
        (at, bytes) = (at + length(sector), rest);
        Some((from, sector))
    })
}

/// A folder: its names now, and on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Folder {
    pub(super) now: BTreeMap<OsString, Node>,
    pub(super) synced: BTreeMap<OsString, Node>,
}

/// One name that came or went.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) folder: Node,
    pub(super) name: OsString,
    /// What it names; nothing when it went.
    pub(super) node: Option<Node>,
}

impl Step {
    pub(super) fn take(&self, names: &mut BTreeMap<OsString, Node>) {
        match self.node {
            Some(node) => names.insert(self.name.clone(), node),
            None => names.remove(&self.name),
        };
    }
}

/// Names that came or went together, the new one first.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) position: u64,
    pub(super) steps: Vec<Step>,
}
