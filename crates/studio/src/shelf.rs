//! What the user keeps under names of their own, beside what is built in.

use serde::Serialize;
use serde::de::DeserializeOwned;
use worldreel_refine::templates::{NAME_CHARS_MAX, same};
use worldreel_store::machine::Shelf;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;

/// The longest word on what something is for, in characters.
const ABOUT_CHARS_MAX: usize = 200;

/// What can be kept.
pub(crate) trait Shelved: Clone + Serialize + DeserializeOwned + 'static {
    /// Where it is kept.
    const SHELF: Shelf;
    /// What it is called in a sentence.
    const WORD: &'static str;

    /// The name it is kept under.
    fn name(&self) -> &str;

    /// Those that everybody has.
    fn built_in() -> &'static [Self];
}

impl Studio {
    /// All there is, with whether it is built in. What another version has kept in a way that
    /// this one can't read is left out, with a word in the log; it stays where it is.
    pub(crate) async fn on_shelf<T: Shelved>(&self) -> Result<Vec<(T, bool)>, ApiError> {
        let mut all: Vec<(T, bool)> = T::built_in()
            .iter()
            .map(|own| (own.clone(), true))
            .collect();
        let Ok(machine) = self.machine() else {
            return Ok(all);
        };
        for body in machine.store().shelf(T::SHELF).await? {
            match serde_json::from_value::<T>(body) {
                // A later version may have built in what is called the same.
                Ok(own)
                    if !T::built_in()
                        .iter()
                        .any(|known| same(known.name(), own.name())) =>
                {
                    all.push((own, false));
                }
                Ok(_) => {}
                Err(why) => tracing::error!("a {} can't be read: {why}", T::WORD),
            }
        }
        Ok(all)
    }

    /// The one of that name.
    pub(crate) async fn one_on_shelf<T: Shelved>(&self, name: &str) -> Result<T, ApiError> {
        let all = self.on_shelf::<T>().await?;
        let found = all.iter().find(|(own, _)| same(own.name(), name));
        found
            .map(|(own, _)| own.clone())
            .ok_or_else(|| no_such(name, &all))
    }

    /// Keeps something, in the place of what has the same name.
    pub(crate) async fn shelve<T: Shelved>(&self, wanted: &T) -> Result<(), ApiError> {
        not_built_in::<T>(wanted.name())?;
        let body = serde_json::to_value(wanted)
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        let store = self.machine()?.store();
        let kept = store.shelve(T::SHELF, wanted.name(), &body, Self::now());
        kept.await?;
        Ok(())
    }

    /// Takes out what has that name.
    pub(crate) async fn unshelve<T: Shelved>(&self, name: &str) -> Result<Nothing, ApiError> {
        not_built_in::<T>(name)?;
        if self.machine()?.store().unshelve(T::SHELF, name).await? {
            return Ok(Nothing {});
        }
        Err(no_such(name, &self.on_shelf::<T>().await?))
    }
}

fn no_such<T: Shelved>(name: &str, all: &[(T, bool)]) -> ApiError {
    let known: Vec<&str> = all.iter().map(|(own, _)| own.name()).collect();
    ApiError::new(
        ErrorCode::NotFound,
        format!("there is no {} \"{}\"", T::WORD, name.trim()),
    )
    .hint(format!("there are: {}", known.join(", ")))
}

fn not_built_in<T: Shelved>(name: &str) -> Result<(), ApiError> {
    match T::built_in().iter().find(|own| same(own.name(), name)) {
        None => Ok(()),
        Some(own) => Err(ApiError::new(
            ErrorCode::Conflict,
            format!(
                "the {} \"{}\" is built in and stays as it is",
                T::WORD,
                own.name()
            ),
        )
        .hint("save it under another name")),
    }
}

/// A name as it is kept.
pub(crate) fn checked_name(name: &str) -> Result<String, ApiError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars = name.chars().count();
    if name.is_empty() || chars > NAME_CHARS_MAX || name.chars().any(char::is_control) {
        return Err(ApiError::bad_input(
            "name",
            format!("a name has 1 to {NAME_CHARS_MAX} characters; this one has {chars}"),
        ));
    }
    Ok(name)
}

/// What something is for, as it is kept.
pub(crate) fn checked_about(about: &str) -> Result<String, ApiError> {
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars = about.chars().count();
    if chars > ABOUT_CHARS_MAX {
        return Err(ApiError::bad_input(
            "about",
            format!("it has {chars} characters; at most {ABOUT_CHARS_MAX} are possible"),
        ));
    }
    Ok(about)
}
