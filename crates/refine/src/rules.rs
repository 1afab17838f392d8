//! The offline refiner: tables and rules, no network, the same answer each time.
//!
//! It reads a prompt word by word, gathers phrases, and sorts them into the nine
//! fields in the user's own words. To enhance, it keeps every word and adds the
//! sentences that a world model asks for and the prompt lacks.
//!
//! | module | what it holds |
//! |---|---|
//! | `words` | a prompt as words with their places |
//! | `lexicon` | the tables |
//! | `tokens` | words with what they are where they stand |
//! | `phrases` | tokens gathered into phrases |
//! | `times` | times told in numbers: "at 2 s" |
//! | `reading` | phrases sorted into the nine fields |
//! | `detail` | the same, one level deeper |
//! | `memory` | what was read last, so that one request reads it once |
//! | `language` | whether a text is English at all |
//! | `additions` | what to add, and why |
//! | `talk` | a prompt changed as a sentence or a preset asks, and varied |

mod additions;
mod detail;
pub(crate) mod language;
mod lexicon;
mod memory;
mod phrases;
mod reading;
mod talk;
pub(crate) mod times;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

use async_trait::async_trait;
use worldreel_domain::prompt::{PROMPT_CHARS_MAX, Prompt};
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;

use crate::error::RefineError;
use crate::fields::FieldValue;
use crate::refiner::{LeftAlone, Note, Rewriter, Rewritten};
use crate::talk::{Asked, Edited};
use crate::vary::{Proposed, Wanted};

use self::additions::Addition;

/// Refines by tables and rules, without any network.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules;

#[async_trait]
impl Rewriter for Rules {
    fn name(&self) -> &str {
        "rules"
    }

    fn label(&self) -> String {
        "Rules, offline".to_owned()
    }

    fn offline(&self) -> bool {
        true
    }

    async fn rewrite(&self, prompt: &Prompt) -> Result<Rewritten, RefineError> {
        Ok(rewrite(prompt))
    }

    async fn read(&self, prompt: &Prompt) -> Result<Scene, RefineError> {
        Ok(read(prompt))
    }

    async fn edit(&self, asked: &Asked<'_>) -> Result<Edited, RefineError> {
        Ok(talk::edit(asked))
    }

    async fn variations(&self, wanted: &Wanted<'_>) -> Result<Vec<Proposed>, RefineError> {
        Ok(talk::variations::of(wanted))
    }
}

fn read(prompt: &Prompt) -> Scene {
    if knows(prompt.as_str()) {
        scene(prompt.as_str())
    } else {
        Scene::default()
    }
}

/// Whether the rules know the language of a text.
pub(crate) fn knows(text: &str) -> bool {
    language::is_english(text)
}

/// What an English text says, field by field.
pub(crate) fn scene(text: &str) -> Scene {
    memory::read(text).scene.clone()
}

/// What a prompt says in detail; nothing in a language that the rules do not know.
pub(crate) fn detail(prompt: &Prompt) -> Detail {
    let text = prompt.as_str();
    if !knows(text) {
        return Detail::default();
    }
    detail::of(text, &memory::read(text)).belonging_to(prompt)
}

/// A word without its ending, as far as the tables know it: "runs" and "running" are one.
pub(crate) fn stem(word: &str) -> String {
    if let Some(base) = lexicon::base(word) {
        return base.to_owned();
    }
    match lexicon::singular(word) {
        Some(singular) if lexicon::kind(&singular).is_some() => singular,
        _ => word.to_owned(),
    }
}

/// What a preset's phrases make of a prompt; `preset` is its name.
pub(crate) fn put_on(asked: &Asked<'_>, phrases: &[String], preset: &str) -> Edited {
    talk::preset::edit(asked, phrases, &format!("preset: {preset}"))
}

/// What the rules make of fields that are to say something else.
pub(crate) fn set_fields(asked: &Asked<'_>, wanted: &[FieldValue]) -> Edited {
    talk::field::edit(asked, wanted)
}

/// Makes an article at the end of a text fit what comes next: "a" before "owl" is "an".
pub(crate) fn fit_article(text: &mut String, next: &str) {
    talk::english::fit_article(text, next);
}

fn rewrite(prompt: &Prompt) -> Rewritten {
    let text = prompt.as_str();
    if !language::is_english(text) {
        return Rewritten::LeftAlone(LeftAlone::NotUnderstood);
    }
    let additions = additions::of(&memory::read(text), choice(text));
    let (own, options) = text.split_at(options_start(text));
    let open = is_open(own);
    let mut after = own.to_owned();
    let mut notes = Vec::new();
    let mut chars_left = PROMPT_CHARS_MAX.saturating_sub(text.chars().count());
    for Addition { sentence, why } in additions {
        // A text that ends without a mark goes on so: each sentence brings the mark that
        // ends the one before it, and any of them can be left out.
        let added = if open {
            format!(". {}", sentence.trim_end_matches('.'))
        } else {
            format!(" {sentence}")
        };
        let chars = added.chars().count();
        if chars > chars_left {
            continue;
        }
        chars_left -= chars;
        after.push_str(&added);
        notes.push(Note {
            text: sentence.trim_end_matches('.').to_owned(),
            why: why.to_owned(),
        });
    }
    after.push_str(options);
    match after.parse::<Prompt>() {
        Ok(after) if !notes.is_empty() => Rewritten::Text { after, notes },
        _ => Rewritten::LeftAlone(LeftAlone::NothingToAdd),
    }
}

/// Where options such as ` --seed 42` begin: nothing may come after them.
pub(crate) fn options_start(text: &str) -> usize {
    text.match_indices(" --")
        .map(|(at, _)| at)
        .find(|at| text[at + 3..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .unwrap_or(text.len())
}

/// Whether the user's last sentence has no mark at its end.
fn is_open(own: &str) -> bool {
    let mut back = own.trim_end().chars().rev();
    let last = back.next();
    let ended = |c: Option<char>| matches!(c, Some('.' | '!' | '?' | '\u{2026}'));
    let inner = match last {
        Some('"' | '\u{201d}' | '\'' | '\u{2019}' | ')' | ']') => back.next(),
        other => other,
    };
    !ended(last) && !ended(inner)
}

/// A number made from the text, so that different prompts get different cameras and
/// the same prompt always the same (FNV-1a).
fn choice(text: &str) -> usize {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize
}
