//! The words and rules of Worldreel.
//!
//! Everything here is pure: no I/O, no clock, no random source, no path and no
//! SQL. Time and identifiers come in as arguments, so that a thousand simulated
//! nights cost a few seconds and replay exactly.
//!
//! | module | what it holds |
//! |---|---|
//! | [`id`] | one newtype for each kind of identifier |
//! | [`time`] | [`Timestamp`](time::Timestamp), UTC milliseconds |
//! | [`prompt`] | checked prompt text |
//! | [`scene`] | the structured reading of a prompt |
//! | [`sent`] | the text that an engine is sent |
//! | [`structured`] | a structured prompt of Cosmos3 read back |
//! | [`spec`] | what to render: size, frames, fps, steps, guidance, seed |
//! | [`speed`] | how long a render takes |
//! | [`capabilities`] | what an engine can do, and the check of a spec against it |
//! | [`money`] | prices that admit to being unknown, and what was agreed to |
//! | [`queue`] | priorities, and in which order jobs start |
//! | [`expiry`] | how long a job waits for its start |
//! | [`failure`] | why something failed and what to do next |
//! | [`wait`] | why a queued job is not running |
//! | [`job`] | the job machine: one pure function |
//! | [`revision`] | immutable versions of a prompt |
//! | [`provenance`] | what made a video, as told by its sidecar |

pub mod capabilities;
pub mod expiry;
pub mod failure;
pub mod id;
pub mod job;
pub mod money;
pub mod prompt;
pub mod provenance;
pub mod queue;
pub mod revision;
pub mod scene;
pub mod sent;
pub mod spec;
pub mod speed;
pub mod structured;
pub mod time;
pub mod wait;
