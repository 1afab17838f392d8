//! What can be typed about sessions and their revisions.

use clap::{Args as ClapArgs, Subcommand};
use worldreel_domain::id::{RevisionId, SessionId};

#[derive(Debug, ClapArgs)]
pub(crate) struct Sessions {
    #[command(subcommand)]
    pub(crate) verb: Option<SessionsVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SessionsVerb {
    /// List the sessions, the one touched last first
    List {
        /// Those that are put away
        #[arg(long)]
        archived: bool,
        /// Those that were deleted
        #[arg(long, conflicts_with = "archived")]
        deleted: bool,
    },
    /// Show a session's revisions, newest first, with what each was made from
    Show {
        /// The session's id
        session: SessionId,
        /// How many revisions at most
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: u32,
        /// Only those with smaller numbers
        #[arg(long, value_name = "NUMBER")]
        before: Option<u32>,
    },
    /// Give a session another title
    Rename {
        /// The session's id
        session: SessionId,
        /// Its title from now on
        title: String,
    },
    /// Put a session away: it is listed apart until something is added to it
    Archive {
        /// The session's id
        session: SessionId,
    },
    /// Take a session out again that was put away
    Unarchive {
        /// The session's id
        session: SessionId,
    },
    /// Make a session of its own from another one's revisions and draft
    Duplicate {
        /// The session's id
        session: SessionId,
    },
    /// Delete a session; it can be restored
    Delete {
        /// The session's id
        session: SessionId,
    },
    /// List a deleted session again
    Restore {
        /// The session's id
        session: SessionId,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Revisions {
    #[command(subcommand)]
    pub(crate) verb: RevisionsVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RevisionsVerb {
    /// Look for words in all that was ever written: prompts, names and titles
    Search {
        /// The words; all of them must be there, in any order [default: what was written last]
        #[arg(value_name = "WORD")]
        words: Vec<String>,
        /// In this session alone
        #[arg(long, value_name = "ID")]
        session: Option<SessionId>,
        /// How many at most
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: u32,
        /// Go on after this one
        #[arg(long, value_name = "ID")]
        before: Option<RevisionId>,
    },
    /// Print a revision in full
    Show {
        /// The revision's id
        revision: RevisionId,
    },
    /// Give a revision a name; without one, take its name away
    Name {
        /// The revision's id
        revision: RevisionId,
        /// Its name from now on
        name: Option<String>,
    },
    /// Tell what leads from one revision to another: words, and fields of the scene
    Compare {
        /// The one
        from: RevisionId,
        /// The other
        to: RevisionId,
    },
}
