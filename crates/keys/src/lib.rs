//! The key ring of one provider: which key comes next, and how each of them is doing.
//!
//! Pure: no I/O, no clock, no random source, and never the value of a key. A ring
//! knows keys by their label and fingerprint; time and jitter come in as arguments.
//! It serves video and text providers alike.
//!
//! | module | what it holds |
//! |---|---|
//! | [`key`] | what is known of one key: label, health, usage |
//! | [`ring`] | the ordered ring: permits out, outcomes in |
//! | [`pace`] | how long a key rests after a 429, and how long a provider asks it to |

pub mod key;
pub mod pace;
pub mod ring;

pub use key::{Cause, KeyHealth, KeyLabel, KeyRecord, Usage};
pub use ring::{DuplicateKey, KeyRing, NoKey, NoKeyReason, Outcome, Permit};

#[cfg(test)]
mod tests;
