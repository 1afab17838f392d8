//! Which of the wanted secrets are there, and where.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::dotenv::{BadLine, parse};

/// No `.env` file is larger; what is larger is some other file.
pub const FILE_BYTES_MAX: u64 = 1 << 20;

/// A variable that may hold a secret, and the service that the secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Its name; upper and lower case are different.
    pub name: &'static str,
    /// The service.
    pub service: &'static str,
}

/// A secret that was found. A list of them has the order of the wanted variables.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it was looked for by.
    pub variable: Variable,
    /// Where it is.
    pub origin: Origin,
    /// The secret, without the blanks around it; never empty.
    pub secret: SecretString,
}

/// Where a secret was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the environment.
    Environment,
    /// In a `.env` file.
    File {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
}

/// What the environment and the files hold.
#[derive(Debug, Default)]
pub struct Findings {
    /// The wanted secrets, at most one for each variable.
    pub found: Vec<Found>,
    /// What could not be read. It stops nothing else.
    pub troubles: Vec<Trouble>,
}

/// Something that could not be read, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A wanted variable of the environment is no text.
    #[error("{name} in the environment is no UTF-8 text; set it again")]
    NotText {
        /// The variable.
        name: &'static str,
    },
    /// A file can't be read.
    #[error("could not read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is too large to be a `.env` file.
    #[error("{} is larger than a .env file ever is ({FILE_BYTES_MAX} bytes); name another", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A file is no text.
    #[error("line {line} of {} is no UTF-8 text; save it as UTF-8", path.display())]
    FileNotText {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// A line of a file is no assignment.
    #[error("{}: {bad}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Which one, and why.
        bad: BadLine,
    },
    /// A wanted variable is set to what another one holds, which is not followed.
    #[error("{name} in line {line} of {} refers to another variable; write its value", path.display())]
    Reference {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The variable.
        name: &'static str,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment => f.write_str("the environment"),
            Self::File { path, line } => write!(f, "{}, line {line}", path.display()),
        }
    }
}

/// Looks for `variables` in the environment, then in `files` in their order. The first
/// place that holds a variable wins; within a file the last line does, as for
/// python-dotenv. Empty ones count as not there, as does a file that is not there.
///
/// `environment` is [`std::env::var_os`], or a stand-in.
#[must_use]
pub fn find(
    variables: &[Variable],
    environment: impl Fn(&str) -> Option<OsString>,
    files: &[PathBuf],
) -> Findings {
    let mut places: BTreeMap<&str, (Origin, SecretString)> = BTreeMap::new();
    let mut troubles = Vec::new();
    for Variable { name, .. } in variables {
        match environment(name).map(OsString::into_string) {
            Some(Ok(value)) => note(&mut places, name, Origin::Environment, &value.into()),
            Some(Err(_)) => troubles.push(Trouble::NotText { name }),
            None => {}
        }
    }
    for path in files {
        for (name, (origin, secret)) in in_file(variables, path, &mut troubles) {
            places.entry(name).or_insert((origin, secret));
        }
    }
    let found = variables.iter().filter_map(|variable| {
        let (origin, secret) = places.remove(variable.name)?;
        Some(Found {
            variable: *variable,
            origin,
            secret,
        })
    });
    Findings {
        found: found.collect(),
        troubles,
    }
}

type Places = BTreeMap<&'static str, (Origin, SecretString)>;

fn in_file(variables: &[Variable], path: &Path, troubles: &mut Vec<Trouble>) -> Places {
    let mut places = Places::new();
    let text = match read(path) {
        Ok(Some(text)) => text,
        Ok(None) => return places,
        Err(trouble) => {
            troubles.push(trouble);
            return places;
        }
    };
    for read in parse(&text) {
        let assignment = match read {
            Ok(assignment) => assignment,
            Err(bad) => {
                let path = path.to_owned();
                troubles.push(Trouble::Line { path, bad });
                continue;
            }
        };
        let Some(variable) = variables
            .iter()
            .find(|wanted| wanted.name == assignment.name)
        else {
            continue;
        };
        let (name, line) = (variable.name, assignment.line);
        let path = path.to_owned();
        if assignment.value.expose_secret().contains("${") {
            troubles.push(Trouble::Reference { path, line, name });
            continue;
        }
        note(
            &mut places,
            name,
            Origin::File { path, line },
            &assignment.value,
        );
    }
    places
}

/// The last one that is not empty stays.
fn note<'a>(
    places: &mut BTreeMap<&'a str, (Origin, SecretString)>,
    name: &'a str,
    origin: Origin,
    value: &SecretString,
) {
    let value = value.expose_secret().trim();
    if !value.is_empty() {
        places.insert(name, (origin, SecretString::from(value)));
    }
}

/// The text of a file; `None` when it is not there.
fn read(path: &Path) -> Result<Option<Zeroizing<String>>, Trouble> {
    let unreadable = |source| Trouble::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut bytes = Zeroizing::new(Vec::new());
    let size = file
        .take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let path = path.to_owned();
    if size as u64 > FILE_BYTES_MAX {
        return Err(Trouble::TooLarge { path });
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            Err(Trouble::FileNotText { path, line })
        }
    }
}

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
