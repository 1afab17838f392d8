//! What a power cut leaves of a program's files.
//!
//! A [`Recorder`] notes every change that real programs make below one folder, and every
//! sync of it, by a library that is loaded before theirs. A [`Disk`] takes these records
//! one by one and knows what is promised to survive: bytes and sizes once their file is
//! synced, names once their folder is. [`Disk::cut`] throws dice about all the rest and
//! gives the [`Image`] that a computer may find when the power is back.
//!
//! | what is not synced | what may be left of it |
//! |---|---|
//! | a write | each sector of 512 bytes, or not; zeros where the file has grown without it |
//! | a size | the new or the old one |
//! | a new name, a removed name | it, or not |
//! | a new name in place of another (`rename` within a folder) | both steps, or none |
//! | a name moved to another folder | both names, the new or the old one, never none |
//!
//! This is less than journaling file systems keep, which write names in order and with
//! them those of the folders above: what holds here holds there. Who may read a file is
//! taken to be on the disk at once.

mod disk;
mod image;
mod log;
mod recorder;
mod tree;

pub use disk::Disk;
pub use image::{Entry, Image};
pub use log::{Log, Record};
pub use recorder::Recorder;
