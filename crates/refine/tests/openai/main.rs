//! The chat refiner against a server that misbehaves in every way real ones do, over
//! real HTTP on the loopback interface.
#![allow(clippy::unwrap_used)]

mod answers;
mod keys;
mod parts;
mod sent;
mod setup;
mod talk;
