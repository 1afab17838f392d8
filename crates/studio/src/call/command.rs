//! What a command is.

use std::path::PathBuf;

use futures::future::BoxFuture;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::ApiError;
use crate::studio::Studio;

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of RFC 9110")]
pub enum Method {
    Get,
    Post,
    Delete,
}

impl Method {
    /// As HTTP writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// What a command may do, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Look.
    Read,
    /// Change the library.
    Change,
    /// Start renders, which may cost money.
    Render,
}

/// What goes in and comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON in, JSON back.
    Unary,
    /// The bytes of a file in, JSON back.
    Upload,
    /// JSON in, a file back.
    Download,
}

/// Input of a command that needs none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Upload {
    /// The file's own name, which tells its kind.
    pub name: String,
    /// Its bytes; over HTTP they are the body.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A file to be given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAnswer {
    /// Where it lies.
    pub path: PathBuf,
    /// The name it should be saved under.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// What a command gives back.
#[derive(Debug)]
pub enum Answer {
    /// JSON, as it is sent.
    Json(Box<RawValue>),
    /// A file.
    File(FileAnswer),
}

/// One use case, as it is called from outside.
pub trait Command {
    /// What it needs.
    type Input: Serialize + DeserializeOwned + Send + 'static;
    /// What it gives back.
    type Output: DeserializeOwned + Send + 'static;
    /// Its line in the table.
    const INFO: CommandInfo;

    /// Does it.
    fn run(
        studio: &Studio,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, ApiError>> + Send;
}

/// Runs a command whose input comes as JSON, for uploads with the file's bytes.
pub(super) type Runner =
    for<'s> fn(&'s Studio, Value, Vec<u8>) -> BoxFuture<'s, Result<Answer, ApiError>>;
pub(super) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A line of the command table.
#[derive(Clone, Copy)]
pub struct CommandInfo {
    /// Its name, such as `list_jobs`.
    pub name: &'static str,
    /// What it does, in Markdown.
    pub about: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below [`BASE_PATH`](super::BASE_PATH), with `{field}` for fields of the
    /// input.
    pub path: &'static str,
    /// What it may do.
    pub scope: Scope,
    /// What goes in and comes back.
    pub kind: Kind,
    /// Bytes that the body may have at most.
    pub body_max_bytes: usize,
    pub(super) input: SchemaOf,
    /// `None` for a download.
    pub(super) output: Option<SchemaOf>,
    pub(super) run: Runner,
}

impl std::fmt::Debug for CommandInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} {})", self.name, self.method.name(), self.path)
    }
}

impl CommandInfo {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// `bad_input` when the input does not fit, else what the use case says.
    pub async fn call(
        &self,
        studio: &Studio,
        input: Value,
        bytes: Vec<u8>,
    ) -> Result<Answer, ApiError> {
        (self.run)(studio, input, bytes).await
    }

    /// The names in the path's braces.
    pub fn path_fields(&self) -> impl Iterator<Item = &'static str> {
        self.path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

/// Reads a command's input.
pub(super) fn read<T: DeserializeOwned>(input: Value) -> Result<T, ApiError> {
    // `{}` and nothing at all mean the same.
    let input = match input {
        Value::Null => Value::Object(serde_json::Map::new()),
        other => other,
    };
    serde_path::from_value(input)
}

/// Where in the input it went wrong, by trying its fields.
mod serde_path {
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use crate::error::{ApiError, ErrorCode};

    pub(super) fn from_value<T: DeserializeOwned>(input: Value) -> Result<T, ApiError> {
        serde_json::from_value(input).map_err(|error| {
            let message = error.to_string();
            // serde names a missing or unknown field in backquotes.
            let field = message.split('`').nth(1).map(str::to_owned);
            ApiError {
                field,
                ..ApiError::new(
                    ErrorCode::BadInput,
                    format!("the input does not fit: {message}"),
                )
            }
        })
    }
}

/// Writes a command's answer.
pub(super) fn write(output: &impl Serialize) -> Result<Answer, ApiError> {
    serde_json::value::to_raw_value(output)
        .map(Answer::Json)
        .map_err(|error| ApiError::from_error(crate::error::ErrorCode::Internal, &error))
}
