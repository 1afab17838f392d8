//! The adapter for OpenAI's video protocol against a server that misbehaves in every way
//! real ones do, over real HTTP on the loopback interface.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod bring;
mod keys;
mod seek;
mod setup;
mod stop;
mod submit;
mod watch;
