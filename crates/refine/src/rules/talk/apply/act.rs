//! What somebody does.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{self, Lead, Phrase};
use crate::rules::reading::Reading;
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;

use super::Work;
use super::pace::is_pace;

/// What is done in one place.
const STILL: [&str; 12] = [
    "sleep", "sit", "stand", "lie", "rest", "wait", "doze", "nap", "crouch", "kneel", "pose",
    "meditate",
];

/// Where somebody is, whatever they do there.
const BESIDE: [&str; 8] = [
    "beside",
    "near",
    "next to",
    "in front of",
    "behind",
    "between",
    "among",
    "underneath",
];

/// Where somebody is. It stays when they do something else there that names no place of its own.
const THERE: [&str; 3] = ["in", "on", "under"];
/// Where somebody goes. It stays as well, unless they then keep to one spot: nobody sits across a
/// court.
const ALONG: [&str; 6] = ["across", "along", "around", "over", "past", "through"];

/// What somebody does in the prompt: the whole verb phrase and its verb.
#[derive(Debug, Clone)]
pub(super) struct Action {
    pub(super) place: Range<usize>,
    verb: String,
    finite: bool,
}

impl Action {
    /// Whether it is done in one place.
    pub(super) fn is_still(&self) -> bool {
        is_still(&self.verb)
    }
}

fn is_still(verb: &str) -> bool {
    STILL.contains(&lexicon::base(verb).unwrap_or(verb))
}

/// The action that follows a phrase in its clause.
pub(super) fn action_of(reading: &Reading, subject: &Phrase) -> Option<Action> {
    action_without(reading, subject, |_| false)
}

/// The same, without what begins with a preposition that stays.
fn action_without(
    reading: &Reading,
    subject: &Phrase,
    stays: impl Fn(&str) -> bool,
) -> Option<Action> {
    let after = reading
        .phrases
        .iter()
        .filter(|sorted| {
            sorted.phrase.clause == subject.clause && sorted.phrase.start >= subject.place.end
        })
        .collect::<Vec<_>>();
    let at = after.iter().position(|sorted| {
        sorted.phrase.lead == Lead::Act && sorted.field == Some(SceneField::Actions)
    })?;
    let first = &after[at].phrase;
    let mut place = first.place.clone();
    for next in &after[at + 1..] {
        let goes_on = next.field == Some(SceneField::Actions) && next.phrase.lead != Lead::Act;
        let aside = matches!(&next.phrase.lead, Lead::Preposition(word)
            if BESIDE.contains(&word.as_str()) || stays(word));
        if !goes_on || aside {
            break;
        }
        place.end = next.phrase.place.end;
    }
    let verb = find::tokens(reading, &place).first()?.lower.clone();
    let finite = !verb.ends_with("ing");
    Some(Action {
        place,
        verb,
        finite,
    })
}

impl Work {
    pub(super) fn act(&mut self, target: Option<&str>, doing: &str) -> Result<(), NotChanged> {
        let reading = self.draft.reading();
        let missing = || NotChanged::NothingThere {
            what: target.unwrap_or("subject").to_owned(),
        };
        let subject = find::target(reading, target)
            .ok_or_else(missing)?
            .phrase
            .clone();
        let (verb, rest) = doing.split_once(' ').unwrap_or((doing, ""));
        let verb = verb.to_lowercase();
        let together = reading.phrases.iter().filter(|other| {
            other.field == Some(SceneField::Subjects) && other.phrase.clause == subject.clause
        });
        let plural = phrases::is_plural(&subject) || together.count() > 1 && target.is_none();
        let form = |finite: bool| {
            let parts = doing.split(" and ").map(|part| {
                let (verb, rest) = part.split_once(' ').unwrap_or((part, ""));
                // "Run and jump" has two verbs, "carry salt and pepper" one.
                if part != doing && lexicon::base(verb).is_none() {
                    return part.to_owned();
                }
                let verb = verb.to_lowercase();
                let verb = if finite {
                    english::finite(&verb, plural)
                } else {
                    english::gerund(&verb)
                };
                format!("{verb} {rest}").trim_end().to_owned()
            });
            parts.collect::<Vec<_>>().join(" and ")
        };
        let participle = subject.participle.clone();
        let placed = rest
            .split(' ')
            .any(|word| lexicon::kind(word) == Some(Kind::Preposition));
        let stays = |word: &str| {
            !placed && (THERE.contains(&word) || ALONG.contains(&word) && !is_still(&verb))
        };
        if let Some(action) = action_without(reading, &subject, stays) {
            let old = self.draft.text()[action.place.clone()].to_owned();
            let new = form(action.finite);
            if old.to_lowercase() == new.to_lowercase() {
                return Err(NotChanged::AlreadySo { what: new });
            }
            let adverb = rest.split(' ').all(is_pace) && !rest.is_empty();
            if adverb && lexicon::base(&action.verb) == lexicon::base(&verb) {
                return self.at_pace(&action, rest);
            }
            let start = action.place.start;
            self.replace(action.place, &new);
            self.asked(SceneField::Actions, Some(&old), Some(&new));
            if STILL.contains(&verb.as_str()) {
                self.stay_there(start + new.len());
            }
            return Ok(());
        }
        if let Some(place) = participle {
            let old = self.draft.text()[place.clone()].to_owned();
            if rest.is_empty() {
                let new = form(false);
                self.replace(place, &new);
                self.fix_article();
                self.asked(SceneField::Actions, Some(&old), Some(&new));
                return Ok(());
            }
        }
        let new = form(false);
        let end = self.end_with_attributes(&subject);
        let now = self.now;
        self.draft.replace(end..end, &format!(" {new}"), now);
        self.asked(SceneField::Actions, None, Some(&new));
        Ok(())
    }

    /// Who sleeps does not do it "through deep snow" but in it.
    pub(super) fn stay_there(&mut self, after: usize) {
        let next = self
            .draft
            .reading()
            .tokens
            .iter()
            .find(|token| token.place.start >= after);
        let moving = [
            "through", "across", "along", "into", "towards", "toward", "around",
        ];
        let place = next
            .filter(|token| moving.contains(&token.lower.as_str()) && !token.after_break)
            .map(|token| token.place.clone());
        if let Some(place) = place {
            self.replace(place, "in");
        }
    }

    /// What is done still when "carries a crate down the aisle" loses the crate: somebody "moves
    /// down the aisle". `None` where no way goes on.
    pub(super) fn goes_on_its_way(&self, from: usize, to: usize) -> Option<String> {
        let tokens = &self.draft.reading().tokens;
        let next = tokens.iter().find(|token| token.place.start >= to)?;
        let way = [
            "down", "up", "along", "across", "through", "past", "over", "into", "toward", "towards",
        ];
        let goes_on = !next.after_break && way.contains(&next.lower.as_str());
        let verb = tokens.iter().find(|token| token.place.start >= from)?;
        let carries = [
            "carry", "push", "pull", "drag", "lead", "haul", "tow", "chase", "follow",
        ];
        let base = lexicon::base(&verb.lower)?;
        let moves = match lexicon::finite(&verb.lower) {
            Some(lexicon::Form::Singular) => "moves",
            Some(lexicon::Form::Plural) => "move",
            None => "moving",
        };
        (goes_on && carries.contains(&base)).then(|| moves.to_owned())
    }

    /// Where a noun phrase ends with what it has and wears.
    pub(in crate::rules::talk) fn end_with_attributes(&self, subject: &Phrase) -> usize {
        let mut end = subject.place.end;
        for sorted in &self.draft.reading().phrases {
            let phrase = &sorted.phrase;
            let given = sorted.field == Some(SceneField::SubjectAttributes)
                && phrase.clause == subject.clause;
            if given
                && phrase.start >= end
                && self.draft.text()[end..phrase.start].trim().is_empty()
            {
                end = phrase.place.end;
            }
        }
        end
    }
}
