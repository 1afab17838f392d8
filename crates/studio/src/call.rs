//! How use cases are called from outside.
//!
//! Every use case is one line in the [command table](COMMANDS): its name, HTTP method
//! and path, what it may do, how large its input may be and what comes back. The HTTP
//! routes, the desktop's commands, the OpenAPI description and the TypeScript client
//! are all made from these lines, so none of them can forget one.

mod command;
mod openapi;
mod table;
mod typescript;

pub use command::{Answer, Command, CommandInfo, FileAnswer, Kind, Method, Nothing, Scope, Upload};
pub use openapi::openapi;
pub use table::*;
pub use typescript::typescript;

/// The version of the call API, in its paths (`/studio/v1`). Doors of another version
/// don't speak with each other.
pub const PROTOCOL: u32 = 1;

/// The path that every command's path is under.
pub const BASE_PATH: &str = "/studio/v1";
