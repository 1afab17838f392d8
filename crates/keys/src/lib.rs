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
//! | [`rings`] | the rings of all providers |
//! | [`permit`] | what a ring gives out, takes back and refuses |
//! | [`width`] | how many requests a key may have under way |
//! | [`spend`] | what is spent with a key on one day, and what may be |
//! | `elsewhere` | what other studios on this computer use of a key |
//! | [`pace`] | how long rests are, a key's after a 429 among them, and how long a provider asks it to |

mod elsewhere;
pub mod key;
pub mod pace;
pub mod permit;
pub mod ring;
pub mod rings;
pub mod spend;
pub mod width;

pub use key::{Ask, Cause, KeyHealth, KeyLabel, KeyRecord, Usage};
pub use permit::{DuplicateKey, NoKey, NoKeyReason, Outcome, Permit};
pub use ring::{KeyOrder, KeyRing};
pub use rings::{KeyRings, Provider};
pub use spend::Spend;
pub use width::Width;

#[cfg(test)]
mod tests;
