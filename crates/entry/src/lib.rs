//! What both programs do before their door opens, so that neither does it its own way.
//!
//! | module | what it does |
//! |---|---|
//! | [`machine`] | engines, refiners and folders of this machine |
//! | [`logs`] | rolling log files without secrets |
//! | [`doorway`] | opens or joins a library's studio, and serves it on loopback |

pub mod doorway;
pub mod logs;
pub mod machine;

pub use doorway::{Doorway, Listen};
pub use logs::Logs;
