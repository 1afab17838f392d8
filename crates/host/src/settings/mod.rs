//! Secrets that the user keeps in the environment or in `.env` files. They are read,
//! never written, and the process's environment stays as it is.
//!
//! | module | what it holds |
//! |---|---|
//! | [`dotenv`] | what a `.env` file says |
//! | [`find`](mod@find) | which of the wanted secrets are there, and where |

pub mod dotenv;
pub mod find;

pub use find::{Findings, Found, Origin, Trouble, Variable, find};
