//! What the file of secrets looks like: JSON, one object for each service.
//!
//! ```json
//! {
//!   "format": 1,
//!   "secrets": {
//!     "mail": { "work": "the secret itself" }
//!   }
//! }
//! ```

use std::collections::BTreeMap;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::name::SecretName;

/// The number that is written; a higher one is not read.
const FORMAT: u32 = 1;

/// What the file says: service, label, secret.
#[derive(Debug, Default)]
pub(super) struct Document(BTreeMap<String, BTreeMap<String, SecretString>>);

/// Why a text is not what we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misread {
    /// It is something else from here on, counted from 1.
    At { line: usize, column: usize },
    /// A newer program wrote it.
    TooNew { format: u32 },
}

/// The part that every format has.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: u32,
    secrets: BTreeMap<String, BTreeMap<String, SecretString>>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    secrets: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
}

impl Document {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Misread> {
        let head: Head = serde_json::from_slice(bytes).map_err(|error| place(&error))?;
        if head.format > FORMAT {
            return Err(Misread::TooNew {
                format: head.format,
            });
        }
        let read: Read = serde_json::from_slice(bytes).map_err(|error| place(&error))?;
        Ok(Self(read.secrets))
    }

    /// The bytes of the file, wiped when they are dropped.
    pub(super) fn write(&self) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
        let secrets = self.0.iter().map(|(service, labels)| {
            let labels = labels
                .iter()
                .map(|(label, secret)| (label.as_str(), secret.expose_secret()));
            (service.as_str(), labels.collect())
        });
        let written = Written {
            format: FORMAT,
            secrets: secrets.collect(),
        };
        let mut bytes = Zeroizing::new(serde_json::to_vec_pretty(&written)?);
        bytes.push(b'\n');
        Ok(bytes)
    }

    pub(super) fn put(&mut self, name: &SecretName, secret: SecretString) {
        self.0
            .entry(name.service().to_owned())
            .or_default()
            .insert(name.label().to_owned(), secret);
    }

    pub(super) fn get(&self, name: &SecretName) -> Option<&SecretString> {
        self.0.get(name.service())?.get(name.label())
    }

    /// Whether there was one.
    pub(super) fn remove(&mut self, name: &SecretName) -> bool {
        let Some(labels) = self.0.get_mut(name.service()) else {
            return false;
        };
        let removed = labels.remove(name.label()).is_some();
        if labels.is_empty() {
            self.0.remove(name.service());
        }
        removed
    }
}

/// Only the place: the library's own text quotes values.
fn place(error: &serde_json::Error) -> Misread {
    Misread::At {
        line: error.line(),
        column: error.column(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_file_is_plain_to_read() {
        let mut document = Document::default();
        let name = SecretName::new("mail", "work").unwrap();
        document.put(&name, SecretString::from("the secret itself"));
        let text = String::from_utf8(document.write().unwrap().to_vec()).unwrap();
        assert_eq!(
            text,
            "{\n  \"format\": 1,\n  \"secrets\": {\n    \"mail\": {\n      \
             \"work\": \"the secret itself\"\n    }\n  }\n}\n"
        );
        assert!(!format!("{document:?}").contains("itself"));
    }

    #[test]
    fn a_text_that_is_something_else_is_told_by_its_place() {
        let read = |text: &str| Document::read(text.as_bytes()).unwrap_err();
        assert!(matches!(
            read("{\n\"format\": 1,\n\"secrets\": \"canary\"\n}"),
            Misread::At { line: 3, .. }
        ));
        assert!(matches!(read(""), Misread::At { .. }));
        assert!(matches!(
            read("{\"format\":1,\"secrets\":{},\"x\":1}"),
            Misread::At { .. }
        ));
        assert_eq!(
            read("{\"format\":2,\"anything\":[]}"),
            Misread::TooNew { format: 2 }
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(service in ".{1,40}", label in ".{1,80}", value in any::<String>()) {
            if let Ok(name) = SecretName::new(service, label) {
                let mut document = Document::default();
                document.put(&name, SecretString::from(value.clone()));
                let mut again = Document::read(&document.write().unwrap()).unwrap();
                prop_assert_eq!(again.get(&name).unwrap().expose_secret(), value.as_str());
                prop_assert!(again.remove(&name) && !again.remove(&name));
            }
        }
    }
}
