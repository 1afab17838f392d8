//! The HTTP door with a real studio behind it, over real HTTP on the loopback interface.
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

mod access;
mod control;
mod escapes;
mod events;
mod limits;
mod media;
mod page;
mod routes;
mod tuner;
mod world;
