//! The program as its user types it: real processes, each in a home of its own.
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

mod calls;
mod control;
mod deciding;
#[cfg(target_os = "linux")]
mod desktop;
mod disks;
mod editing;
mod engines;
mod expiry;
mod fields;
mod full_disk;
mod help;
mod history;
mod joining;
mod languages;
mod many;
mod models;
mod readme;
mod refining;
mod refusals;
mod report;
mod said;
mod secrets;
mod sent;
mod templates;
mod terms;
mod two_studios;
