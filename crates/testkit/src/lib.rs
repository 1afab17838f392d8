//! What tests and measurements share; nothing of it is shipped.
//!
//! | module | what it does |
//! |---|---|
//! | [`chat`] | a chat server that answers what it is told to |
//! | [`clip`] | real clips for fakes to deliver |
//! | [`conformance`] | the suite that every engine passes |
//! | `desktop` | a bus with a notification service and a manager of sleep |
//! | [`dice`] | chances that a seed gives again |
//! | `disk` | a small disk that a test can fill |
//! | [`inspect`] | looks over a library that nobody has open |
//! | [`nvcf`] | a function behind NVIDIA's gateway, and the storage of its results |
//! | `power` | what a power cut leaves of a program's files |
//! | [`program`] | the command line as a process, in a home of its own |
//! | [`videos`] | a server that speaks OpenAI's video protocol |
//! | [`web`] | a small HTTP server in the test's hands, on which the last two stand |
#![expect(
    clippy::unwrap_used,
    reason = "what can't be done here fails the test that wanted it"
)]

pub mod chat;
pub mod clip;
pub mod conformance;
#[cfg(target_os = "linux")]
pub mod desktop;
pub mod dice;
#[cfg(target_os = "linux")]
pub mod disk;
pub mod inspect;
pub mod nvcf;
#[cfg(target_os = "linux")]
pub mod power;
pub mod program;
pub mod videos;
pub mod web;
