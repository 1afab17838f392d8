//! Identifiers: one newtype for each kind, so that a job can never be passed
//! where an attempt is meant.
//!
//! They are UUIDs of version 7 (RFC 9562), which sort by the time they were
//! made. This crate has no clock, so it never makes one: the caller does.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that should have been an identifier and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{text:?} is not a {kind} id: expected a UUID such as 0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60"
)]
pub struct InvalidId {
    /// Which kind of identifier was expected, in the product's words.
    pub kind: &'static str,
    /// The text that was given, shortened to 80 characters.
    pub text: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident is $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID that the caller made or read.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself, for storage as 16 bytes.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", $kind, self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::parse_str(text).map(Self).map_err(|_| InvalidId {
                    kind: $kind,
                    text: text.chars().take(80).collect(),
                })
            }
        }
    )*};
}

ids! {
    /// One piece of work: a tree of revisions with its batches and videos.
    SessionId is "session";
    /// An immutable version of a prompt.
    RevisionId is "revision";
    /// Jobs that were queued together.
    BatchId is "batch";
    /// One clip to be rendered.
    JobId is "job";
    /// One try of a job on one lane.
    AttemptId is "attempt";
    /// A delivered file. It equals the id of the attempt that delivered it only by
    /// accident: never derive one from the other.
    VideoId is "video";
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the name as it stands.
            #[must_use]
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// The name of a configured engine, such as `sketch`.
    EngineName;
    /// The name of one place in an engine where one render runs at a time, such as
    /// `sketch-1`. Lane names are unique over all engines.
    LaneName;
    /// The SHA-256 of a key in hexadecimal, shortened to 16 characters. It tells keys
    /// apart and is never a part of the key.
    KeyFingerprint;
}

/// Counts the times a library was opened to run its queue. A lease of an older
/// epoch belongs to a studio that is gone.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct StudioEpoch(pub u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text() {
        let id = JobId::from_uuid(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn a_text_that_is_no_id_is_refused_with_its_kind() {
        let error = "take-4".parse::<JobId>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"take-4\" is not a job id: expected a UUID such as \
             0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60"
        );
    }
}
