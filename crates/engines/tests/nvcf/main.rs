//! The adapter for NVIDIA's hosted functions against a gateway that misbehaves in every
//! way the real one does, over real HTTP on the loopback interface.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod deliver;
mod keys;
mod setup;
mod stop;
mod submit;
mod watch;
