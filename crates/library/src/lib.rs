//! Media on disk.
//!
//! | module | what it does |
//! |---|---|
//! | [`layout`] | the library's folder: what lies where, and the lock on it |
//! | [`left`] | what an earlier run left of a render |
//! | [`backups`] | the folder of the database's daily backups |
//! | [`replace`] | another database in the place of a damaged one |
//! | [`adopt`] | a rendered file becomes a video: probed, hashed, named, durable |
//! | [`probe`] | the facts of an MP4, without any other program |
//! | [`poster`] | a still picture of a video |
//! | [`sidecar`] | what made a video, beside it |
//! | [`rescan`] | the facts of a whole library from its files alone |
//! | [`archive`] | ZIP files that leave the library |
//! | [`prompt_file`] | prompt files that come in |
//! | [`uploads`] | pictures and videos that come in |
//!
//! It knows no SQL: it is given what it needs and returns facts. Everything here
//! blocks; callers run it where that is allowed.

pub mod adopt;
pub mod archive;
pub mod backups;
pub mod calendar;
pub mod layout;
pub mod left;
pub mod poster;
pub mod probe;
pub mod prompt_file;
pub mod replace;
pub mod rescan;
pub mod sidecar;
pub mod uploads;

#[cfg(test)]
mod testing;
