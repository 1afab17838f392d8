//! What tests and measurements share; nothing of it is shipped.
//!
//! | module | what it does |
//! |---|---|
//! | [`chat`] | a chat server that answers what it is told to |
//! | [`conformance`] | the suite that every engine passes |
//! | [`inspect`] | looks over a library that nobody has open |
//! | [`program`] | the command line as a process, in a home of its own |
#![expect(
    clippy::unwrap_used,
    reason = "what can't be done here fails the test that wanted it"
)]

pub mod chat;
pub mod conformance;
pub mod inspect;
pub mod program;
