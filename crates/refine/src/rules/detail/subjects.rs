//! Subjects one by one, each with what is said of it.

use std::ops::Range;

use worldreel_domain::scene::SceneField;
use worldreel_domain::scene::detail::{SUBJECTS_MAX, Subject};

use super::super::lexicon;
use super::super::phrases::{Lead, Phrase, is_plural};
use super::super::reading::{Reading, Sorted};
use super::values::Values;

/// Verbs that tell how somebody stands, sits or lies.
const POSES: [&str; 12] = [
    "sit", "stand", "lie", "kneel", "crouch", "lean", "perch", "squat", "recline", "slouch", "bow",
    "balance",
];

/// Verbs that tell what becomes of something.
const CHANGES: [&str; 40] = [
    "melt",
    "transform",
    "become",
    "bloom",
    "blossom",
    "wilt",
    "wither",
    "freeze",
    "thaw",
    "shatter",
    "crumble",
    "collapse",
    "explode",
    "erupt",
    "burst",
    "dissolve",
    "evaporate",
    "grow",
    "shrink",
    "expand",
    "inflate",
    "deflate",
    "fade",
    "vanish",
    "disappear",
    "sprout",
    "ripen",
    "rust",
    "crack",
    "break",
    "unfold",
    "hatch",
    "split",
    "morph",
    "age",
    "decay",
    "condense",
    "solidify",
    "ignite",
    "disintegrate",
];

/// A subject whose words are still being gathered.
struct Gathered {
    description: Range<usize>,
    noun: String,
    plural: bool,
    clause: usize,
    appearance: Values,
    pose: Values,
    action: Values,
    changes: Values,
}

/// What a verb tells of its subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    Pose,
    Action,
    Change,
}

impl Gathered {
    fn new(phrase: &Phrase) -> Self {
        let mut own = Self {
            description: phrase.place.clone(),
            noun: phrase.head_word.clone(),
            plural: is_plural(phrase),
            clause: phrase.clause,
            appearance: Values::default(),
            pose: Values::default(),
            action: Values::default(),
            changes: Values::default(),
        };
        own.appearance
            .push(phrase.describers.clone().unwrap_or(0..0));
        own.action.push(phrase.participle.clone().unwrap_or(0..0));
        own
    }

    fn values(&mut self, tells: Tells) -> &mut Values {
        match tells {
            Tells::Pose => &mut self.pose,
            Tells::Action => &mut self.action,
            Tells::Change => &mut self.changes,
        }
    }

    fn acts(&self) -> bool {
        !(self.pose.is_empty() && self.action.is_empty() && self.changes.is_empty())
    }
}

/// The subjects of a text.
pub(super) fn of(text: &str, reading: &Reading) -> Vec<Subject> {
    let mut all: Vec<Gathered> = Vec::new();
    // Of whom the last words told, and what.
    let mut about: Option<usize> = None;
    let mut told: Option<Tells> = None;
    for (at, Sorted { phrase, field }) in reading.phrases.iter().enumerate() {
        match field {
            Some(SceneField::Subjects) => {
                told = None;
                if let Some(known) = known_again(text, &all, phrase) {
                    about = Some(known);
                } else if all.len() < SUBJECTS_MAX {
                    all.push(Gathered::new(phrase));
                    about = Some(all.len() - 1);
                } else {
                    about = None;
                }
            }
            Some(SceneField::SubjectAttributes) => {
                told = None;
                if let Some(own) = about.and_then(|about| all.get_mut(about)) {
                    own.appearance.push(phrase.place.clone());
                }
            }
            Some(SceneField::Actions) => {
                let Some(last) = about else { continue };
                if phrase.lead == Lead::Act {
                    let tells = tells(text, phrase, reading.phrases.get(at + 1));
                    for own in who_acts(&mut all, last, text, phrase) {
                        own.values(tells).grow(text, phrase);
                    }
                    told = Some(tells);
                } else if let Some(tells) = told {
                    for own in who_acts(&mut all, last, text, phrase) {
                        own.values(tells).try_grow(text, phrase);
                    }
                }
            }
            // "stands on a hill": where a subject is told to be goes on with its pose.
            Some(SceneField::Location) if told == Some(Tells::Pose) => {
                if let Some(own) = about.and_then(|about| all.get_mut(about)) {
                    own.pose.try_grow(text, phrase);
                }
                told = None;
            }
            _ => told = None,
        }
    }
    all.into_iter().map(|own| finished(text, &own)).collect()
}

/// The subject that "the fox" speaks of, where one was named before.
fn known_again(text: &str, all: &[Gathered], phrase: &Phrase) -> Option<usize> {
    let words = &text[phrase.place.clone()];
    let definite = ["the ", "this ", "that ", "these ", "those "];
    let again = definite.iter().any(|word| {
        words
            .get(..word.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(word))
    });
    let plain = phrase.describers.is_none() && phrase.participle.is_none();
    if !again || !plain {
        return None;
    }
    all.iter().rposition(|own| own.noun == phrase.head_word)
}

/// Those a verb tells of: "a man and a dog walk" is both, "a man and a dog walks" the dog.
fn who_acts<'a>(
    all: &'a mut [Gathered],
    last: usize,
    text: &str,
    phrase: &Phrase,
) -> impl Iterator<Item = &'a mut Gathered> {
    let of_several = lexicon::is_base(&verb(text, phrase));
    let first = match all.get(last) {
        Some(own) if of_several && phrase.lead == Lead::Act && !own.plural => {
            let clause = own.clause;
            let earlier = all[..last].iter().rev();
            last - earlier
                .take_while(|own| own.clause == clause && !own.acts())
                .count()
        }
        _ => last,
    };
    all[first..=last].iter_mut()
}

/// The first word of a phrase, in lower case.
fn verb(text: &str, phrase: &Phrase) -> String {
    let words = &text[phrase.place.clone()];
    let first = words.split(|c: char| !c.is_alphabetic()).next();
    first.unwrap_or_default().to_lowercase()
}

fn tells(text: &str, phrase: &Phrase, next: Option<&Sorted>) -> Tells {
    let verb = verb(text, phrase);
    let is = |base: &str| lexicon::base(&verb) == Some(base) || is_form(&verb, base);
    let into = || {
        let lead = next.map(|next| &next.phrase.lead);
        matches!(lead, Some(Lead::Preposition(word)) if word == "into")
    };
    if POSES.iter().any(|base| is(base)) {
        Tells::Pose
    } else if CHANGES.iter().any(|base| is(base)) || (is("turn") && into()) {
        Tells::Change
    } else {
        Tells::Action
    }
}

/// Whether a word that the tables do not have is a form of a verb.
fn is_form(word: &str, base: &str) -> bool {
    let stem = base.trim_end_matches('e');
    word.strip_prefix(stem)
        .is_some_and(|end| matches!(end, "" | "e" | "s" | "es" | "ing" | "ed"))
}

fn finished(text: &str, own: &Gathered) -> Subject {
    Subject {
        description: text[own.description.clone()].trim().to_owned(),
        appearance: own.appearance.told(text),
        pose: own.pose.told(text),
        action: own.action.told(text),
        state_changes: own.changes.told(text),
    }
}
