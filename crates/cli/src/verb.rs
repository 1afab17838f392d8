//! The verbs, a file for each subject.

pub(crate) mod away;
pub(crate) mod cleared;
pub(crate) mod doctor;
pub(crate) mod engines;
pub(crate) mod expiry;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod job;
pub(crate) mod keys;
pub(crate) mod library;
pub(crate) mod many;
pub(crate) mod models;
pub(crate) mod policy;
pub(crate) mod presets;
pub(crate) mod prompt;
pub(crate) mod queue;
pub(crate) mod render;
pub(crate) mod retry;
pub(crate) mod revisions;
pub(crate) mod serve;
pub(crate) mod sessions;
pub(crate) mod templates;
pub(crate) mod update;

use clap::CommandFactory;

use crate::args::Args;

/// Prints completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell) {
    clap_complete::generate(
        shell,
        &mut Args::command(),
        "worldreel",
        &mut std::io::stdout(),
    );
}
