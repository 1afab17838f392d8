//! Prompt files that come in: one prompt a line, a table, or one JSON value a line.
//!
//! ```text
//! # prompts.txt: the options are optional and stand at the end of a line
//! a red fox in snow --seed 42 --size 1280x720 --negative "blur, text"
//! ```
//!
//! | kind | a record |
//! |---|---|
//! | `.txt` | a line; blank lines and lines that begin with `#` are skipped |
//! | `.csv`, `.tsv` | a row; the first row names the columns |
//! | `.jsonl` | a line: a text, an object with the same names as the columns, or a structured prompt of Cosmos3 |
//!
//! A record that can't be used is reported with its line and never stops another.
//! Whether an engine can render what a record asks for is not for this module to say.

mod duplicates;
mod encoding;
mod field;
mod json_lines;
mod lines;
mod structured;
mod table;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::detail::Detail;

pub use encoding::Encoding;

/// The largest file that is taken.
pub const FILE_BYTES_MAX: u64 = 64 << 20;

/// The most records that are taken from one file: more than a machine renders in a
/// year, and still quick to show.
pub const RECORDS_MAX: u32 = 100_000;

/// The longest label that is taken, in characters.
pub const LABEL_CHARS_MAX: usize = 200;

/// How much of a raw value is quoted back, in characters.
const QUOTED_CHARS_MAX: usize = 200;

/// How many names of unknown columns are kept. Objects of `.jsonl` may each bring
/// their own.
const IGNORED_NAMES_MAX: usize = 100;

/// What a prompt file says.
#[derive(Debug, Clone, PartialEq)]
pub struct PromptFile {
    /// The file's name.
    pub file: String,
    /// How its bytes were read as text. What is neither UTF-8 nor UTF-16 is taken for
    /// Windows-1252, which may be wrong and can't be known.
    pub encoding: Encoding,
    /// Its records in their order, at least one.
    pub rows: Vec<PromptRow>,
    /// The columns or fields that mean nothing here, each once and in the order they
    /// were met; at most a hundred.
    pub ignored_columns: Vec<String>,
}

/// A record of a prompt file.
#[derive(Debug, Clone, PartialEq)]
pub struct PromptRow {
    /// The line it begins on, from 1.
    pub line: u32,
    /// What it asks for, or why that can't be told.
    pub outcome: Result<PromptOrder, RowProblem>,
}

/// What a record asks for. What it says nothing about is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct PromptOrder {
    /// The prompt.
    pub prompt: Prompt,
    /// What came with the prompt in detail, where the record is a structured prompt.
    pub detail: Detail,
    /// What should not be seen.
    pub negative_prompt: Option<Prompt>,
    /// The record's own name, from `name`, `id` or `label`.
    pub label: Option<String>,
    /// Pixels from left to right, from `width` or `size`.
    pub width: Option<u32>,
    /// Pixels from top to bottom, from `height` or `size`.
    pub height: Option<u32>,
    /// How many frames the clip has.
    pub frames: Option<u32>,
    /// Frames per second.
    pub fps: Option<u32>,
    /// Denoising steps.
    pub steps: Option<u32>,
    /// Guidance scale; a finite number.
    pub guidance: Option<f32>,
    /// The seed.
    pub seed: Option<u32>,
    /// The line of the first record that asks for the same picture: the same prompt
    /// and options, whatever its label.
    pub duplicate_of: Option<u32>,
}

/// Why a record can't be used: its first problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct RowProblem {
    /// The field it is about, by the name that is used here; `None` when it is about
    /// the whole record.
    pub field: Option<String>,
    /// The raw value, or the record when there is no field; shortened to 200
    /// characters.
    pub text: String,
    /// What is wrong and what is accepted, as a sentence without its full stop.
    pub reason: String,
}

/// Why a prompt file can't be used at all.
#[derive(Debug, thiserror::Error)]
pub enum PromptFileError {
    /// The file can't be read.
    #[error("could not read the prompt file {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Its name has another ending than those that are read.
    #[error(
        "could not tell what kind of prompt file {file:?} is: .txt, .csv, .tsv and .jsonl are accepted"
    )]
    UnknownKind {
        /// The file's name.
        file: String,
    },
    /// It is larger than [`FILE_BYTES_MAX`].
    #[error(
        "the prompt file {file:?} has {size_bytes} bytes; at most {FILE_BYTES_MAX} are accepted"
    )]
    TooLarge {
        /// The file's name.
        file: String,
        /// Its size, or as much of it as was read before it was given up.
        size_bytes: u64,
    },
    /// It has more records than [`RECORDS_MAX`].
    #[error("the prompt file {file:?} has more than {RECORDS_MAX} prompts; split it into several")]
    TooMany {
        /// The file's name.
        file: String,
    },
    /// It is no text.
    #[error("the prompt file {file:?} is not a text file: it has a NUL byte at offset {at}")]
    Binary {
        /// The file's name.
        file: String,
        /// Where the first NUL stands, from 0.
        at: usize,
    },
    /// It is a table without a column of prompts.
    #[error(
        "the prompt file {file:?} has no column named \"prompt\"; its columns are {}",
        listed(columns)
    )]
    NoPromptColumn {
        /// The file's name.
        file: String,
        /// The columns it has, at most a hundred of them.
        columns: Vec<String>,
    },
    /// It has no record.
    #[error("the prompt file {file:?} has no prompts in it")]
    Empty {
        /// The file's name.
        file: String,
    },
}

/// Reads a prompt file.
///
/// # Errors
///
/// [`PromptFileError`].
pub fn read(path: &Path) -> Result<PromptFile, PromptFileError> {
    let file_name = path.file_name().unwrap_or(path.as_os_str());
    let name = file_name.to_string_lossy();
    // Said before megabytes are read.
    let kind = Kind::of(&name)?;
    let io = |source| PromptFileError::Io {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(io)?;
    let size_bytes = file.metadata().map_err(io)?.len();
    check_size(&name, size_bytes)?;
    let mut bytes = Vec::new();
    // It may grow meanwhile, or be no plain file and have no size.
    file.take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    parse_kind(&name, kind, &bytes)
}

/// Reads the content of a prompt file. Its kind follows from the ending of its name.
///
/// ```
/// let file = worldreel_library::prompt_file::parse("mine.txt", b"a red fox --seed 42")?;
/// let order = file.rows[0].outcome.as_ref().expect("it can be used");
/// assert_eq!((order.prompt.as_str(), order.seed), ("a red fox", Some(42)));
/// # Ok::<(), worldreel_library::prompt_file::PromptFileError>(())
/// ```
///
/// # Errors
///
/// [`PromptFileError`], all but `Io`.
pub fn parse(name: &str, bytes: &[u8]) -> Result<PromptFile, PromptFileError> {
    parse_kind(name, Kind::of(name)?, bytes)
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Lines,
    Csv,
    Tsv,
    JsonLines,
}

impl Kind {
    fn of(name: &str) -> Result<Self, PromptFileError> {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("txt") => Ok(Self::Lines),
            Some("csv") => Ok(Self::Csv),
            Some("tsv") => Ok(Self::Tsv),
            Some("jsonl") => Ok(Self::JsonLines),
            _ => Err(PromptFileError::UnknownKind { file: name.into() }),
        }
    }
}

fn parse_kind(name: &str, kind: Kind, bytes: &[u8]) -> Result<PromptFile, PromptFileError> {
    let file = || name.to_owned();
    check_size(name, u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    let (text, encoding) =
        encoding::decode(bytes).map_err(|at| PromptFileError::Binary { file: file(), at })?;
    let mut records = Records::default();
    match kind {
        Kind::Lines => lines::read(&text, &mut records),
        Kind::JsonLines => json_lines::read(&text, &mut records),
        Kind::Csv => table::read(&text, b",;\t", &mut records),
        Kind::Tsv => table::read(&text, b"\t", &mut records),
    }
    .map_err(|stop| match stop {
        Stop::TooMany => PromptFileError::TooMany { file: file() },
        Stop::NoPromptColumn(columns) => PromptFileError::NoPromptColumn {
            file: file(),
            columns,
        },
    })?;
    if records.rows.is_empty() {
        return Err(PromptFileError::Empty { file: file() });
    }
    duplicates::mark(&mut records.rows);
    Ok(PromptFile {
        file: file(),
        encoding,
        rows: records.rows,
        ignored_columns: records.ignored,
    })
}

fn check_size(name: &str, size_bytes: u64) -> Result<(), PromptFileError> {
    if size_bytes > FILE_BYTES_MAX {
        return Err(PromptFileError::TooLarge {
            file: name.into(),
            size_bytes,
        });
    }
    Ok(())
}

/// What a reader has found so far.
#[derive(Debug, Default)]
struct Records {
    rows: Vec<PromptRow>,
    ignored: Vec<String>,
}

/// Why a reader can't go on.
#[derive(Debug)]
enum Stop {
    TooMany,
    NoPromptColumn(Vec<String>),
}

impl Records {
    fn push(&mut self, line: u32, outcome: Result<PromptOrder, RowProblem>) -> Result<(), Stop> {
        if self.rows.len() >= usize::try_from(RECORDS_MAX).unwrap_or(usize::MAX) {
            return Err(Stop::TooMany);
        }
        self.rows.push(PromptRow { line, outcome });
        Ok(())
    }

    fn ignore(&mut self, name: &str) {
        let name = shortened(name);
        if self.ignored.len() < IGNORED_NAMES_MAX && !self.ignored.contains(&name) {
            self.ignored.push(name);
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARS_MAX) {
        None => text.to_owned(),
        Some(_) => text
            .chars()
            .take(QUOTED_CHARS_MAX - 1)
            .chain(['…'])
            .collect(),
    }
}

fn listed(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("{column:?}")).collect();
    if quoted.is_empty() {
        "none".into()
    } else {
        quoted.join(", ")
    }
}
