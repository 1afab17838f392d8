//! The power goes: at any moment, what a studio has said to be so is so when it is back.
//!
//! One evening of a real studio is recorded, each change and sync of its files and each
//! word it says ([`evening`]). Then the power is cut at seeded moments of the recording:
//! the real program opens what is left, and must show all that was promised before
//! ([`cut`]).
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

mod claims;
mod cut;
mod evening;
mod lies;
mod look;
mod moments;
mod recording;
