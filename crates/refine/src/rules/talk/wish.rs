//! What a part of a request asks for, once it is understood.

use crate::vary::Axis;

use super::values::Value;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// A value of the tables.
    Set(&'static Value),
    /// A value in the user's own words, for an axis.
    SetFree { axis: Axis, text: String },
    /// Words as they are, for an axis.
    Phrase { axis: Axis, text: String },
    /// Another place, with the preposition if the user gave one.
    Place { lead: Option<String>, text: String },
    /// Something looks otherwise. Without a target the first subject is meant.
    Describe {
        target: Option<String>,
        with: Vec<String>,
    },
    /// Somebody does something else: a verb phrase with the verb first.
    Act {
        target: Option<String>,
        doing: String,
    },
    /// Something more is seen; `place` says where in the picture.
    Add { what: String, place: Option<String> },
    /// Somebody has or wears something.
    Give {
        target: Option<String>,
        what: String,
    },
    /// Something is not seen. With `say`, the prompt says so if it was not there.
    Remove { what: String, say: bool },
    /// Something else is seen in its place. Without a target the first subject is meant.
    Replace { what: Option<String>, by: String },
    /// Something stays as it is, whatever else is asked.
    Keep { what: String },
    /// Nothing: "keep everything else".
    Nothing,
}
