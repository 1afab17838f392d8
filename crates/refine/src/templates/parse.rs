//! The text of a template as words and gaps.

use worldreel_domain::prompt::PromptError;

use super::{Gap, NAME_CHARS_MAX};

/// A stretch of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words that stay.
    Words(String),
    /// What is to be filled in.
    Gap(Gap),
}

/// Why a text can't be a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It could be no prompt either.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// A brace opens a gap that nothing closes.
    #[error("the brace at character {at} is never closed; write {{{{ for a brace itself")]
    Open {
        /// Where it is, counted from 1.
        at: usize,
    },
    /// A brace closes what nothing opened.
    #[error("the brace at character {at} closes nothing; write }}}} for a brace itself")]
    Closed {
        /// Where it is, counted from 1.
        at: usize,
    },
    /// A gap without a name, or with one that has other signs in it or is too long.
    #[error(
        "the gap at character {at} needs a name of letters, digits, blanks, - or _, with at most \
         {NAME_CHARS_MAX} characters"
    )]
    Name {
        /// Where the gap begins, counted from 1.
        at: usize,
    },
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut signs = text.chars().zip(1..).peekable();
    while let Some((sign, at)) = signs.next() {
        let doubled = signs.peek().is_some_and(|(next, _)| *next == sign);
        match sign {
            '{' | '}' if doubled => {
                signs.next();
                words.push(sign);
            }
            '}' => return Err(TemplateError::Closed { at }),
            '{' => {
                let mut inside = String::new();
                loop {
                    match signs.next() {
                        Some(('}', _)) => break,
                        None | Some(('{', _)) => return Err(TemplateError::Open { at }),
                        Some((sign, _)) => inside.push(sign),
                    }
                }
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Gap(gap(&inside).ok_or(TemplateError::Name { at })?));
            }
            sign => words.push(sign),
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    Ok(pieces)
}

/// A gap from what stands between its braces.
fn gap(inside: &str) -> Option<Gap> {
    let (name, default) = match inside.split_once(':') {
        Some((name, default)) => (name, Some(super::one_line(default))),
        None => (inside, None),
    };
    let name = name.trim();
    let of_a_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let fits = !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX;
    (fits && name.chars().all(of_a_name)).then(|| Gap {
        name: name.to_owned(),
        default: default.filter(|default| !default.is_empty()),
    })
}
