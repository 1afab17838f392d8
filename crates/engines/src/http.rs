//! What every backend behind HTTP needs: one client, bounded bodies, and one reading of
//! what providers say when they refuse.
//!
//! | module | what it holds |
//! |---|---|
//! | `address` | a checked address, and where a key may go |
//! | `client` | the client, and whether a request that failed may have arrived |
//! | `body` | bodies with a limit: into memory, or into a file |
//! | `hint` | how long a server asks us to wait |
//! | `said` | a provider's words, without keys and signed addresses |
//! | `judge` | what an error answer means |
//! | `timing` | how long to wait for what |
//! | `usual` | what usually follows from a failure |
//! | `value` | settings and numbers as JSON |

mod address;
mod body;
mod client;
mod hint;
mod judge;
mod said;
mod timing;
mod usual;
mod value;

pub use address::AddressProblem;
pub use timing::Timing;

pub(crate) use address::Address;
pub(crate) use body::{BodyError, stream_to_file};
pub(crate) use client::{Answer, SendError, bearer, call, client, read_error, send};
pub(crate) use hint::{poll_after, server_time_ms};
pub(crate) use judge::{Began, Judge};
pub(crate) use said::Said;
pub(crate) use value::{decimal, set_field};

/// The largest answer that is read into memory. A page of a list of a hundred jobs with
/// the longest prompts is some 2 MiB.
pub(crate) const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The largest video that is taken, in bytes. Ten seconds in 4K with hardly any
/// compression stay below it; what is larger is no answer to any order of ours.
pub(crate) const VIDEO_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
