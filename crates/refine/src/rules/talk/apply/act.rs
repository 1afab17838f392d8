//! What somebody does, and how fast.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{self, Lead, Phrase};
use crate::rules::reading::Reading;
use crate::rules::talk::values::{self, Value};
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::Work;

/// Words for a pace, each with its opposite side.
const FAST: [&str; 10] = [
    "quickly",
    "fast",
    "rapidly",
    "swiftly",
    "briskly",
    "faster",
    "quick",
    "at full speed",
    "energetically",
    "hurriedly",
];
const SLOW: [&str; 10] = [
    "slowly",
    "slow",
    "calmly",
    "leisurely",
    "gently",
    "slower",
    "lazily",
    "gradually",
    "unhurriedly",
    "softly",
];

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

/// What somebody does in the prompt: the whole verb phrase and its verb.
#[derive(Debug, Clone)]
struct Action {
    place: Range<usize>,
    verb: String,
    finite: bool,
}

impl Action {
    /// Whether it is done in one place.
    fn is_still(&self) -> bool {
        let verb = lexicon::base(&self.verb).unwrap_or(&self.verb);
        STILL.contains(&verb)
    }
}

/// The action that follows a phrase in its clause.
fn action_of(reading: &Reading, subject: &Phrase) -> Option<Action> {
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
        let aside =
            matches!(&next.phrase.lead, Lead::Preposition(word) if BESIDE.contains(&word.as_str()));
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
        if let Some(action) = action_of(reading, &subject) {
            let old = self.draft.text()[action.place.clone()].to_owned();
            let new = form(action.finite);
            if old.to_lowercase() == new.to_lowercase() {
                return Err(NotChanged::AlreadySo { what: new });
            }
            let adverb = rest
                .split(' ')
                .all(|word| FAST.contains(&word) || SLOW.contains(&word))
                && !rest.is_empty();
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

    /// Faster or slower, or in another rhythm.
    pub(super) fn pace(&mut self, value: &'static Value) -> Result<(), NotChanged> {
        let manner = value.value.strip_prefix("moving ").unwrap_or(value.value);
        let reading = self.draft.reading();
        let action = reading
            .phrases
            .iter()
            .filter(|sorted| sorted.field == Some(SceneField::Subjects))
            .find_map(|sorted| action_of(reading, &sorted.phrase));
        let adverb = FAST.contains(&manner) || SLOW.contains(&manner);
        // Nobody waits quickly: then it is the others who do.
        let still = action.as_ref().is_some_and(Action::is_still);
        if let Some(action) = action.filter(|_| !still) {
            if adverb {
                return self.at_pace(&action, manner);
            }
            let said = self
                .near(&action)
                .into_iter()
                .find(|(word, _)| FAST.contains(&word.as_str()) || SLOW.contains(&word.as_str()));
            if let Some((word, place)) = said {
                self.replace(place, manner);
                self.asked(SceneField::Actions, Some(&word), Some(manner));
                return Ok(());
            }
        }
        let mover = find::subject(self.draft.reading()).is_some_and(|sorted| {
            matches!(
                sorted.phrase.head,
                Some(Kind::Person | Kind::Animal | Kind::Vehicle)
            )
        });
        let phrase = if mover && !still {
            format!("moving {manner}")
        } else {
            format!("everything moving {manner}")
        };
        if !adverb {
            self.without_speed();
        }
        let now = self.now;
        self.draft.append_tag(&phrase, now);
        self.asked(SceneField::Actions, None, Some(value.value));
        Ok(())
    }

    /// Takes out how fast time goes by: who moves in bursts does not do it in slow motion.
    fn without_speed(&mut self) {
        let reading = self.draft.reading();
        let found = reading.tokens.iter().find(|token| {
            token.kind == Some(Kind::Camera)
                && values::named_on(Axis::Camera, &token.lower)
                    .is_some_and(|value| value.group == "time")
        });
        let Some(place) = found.map(|token| token.place.clone()) else {
            return;
        };
        let whole = reading.phrases.iter().map(|sorted| &sorted.phrase);
        let whole = whole
            .filter(|phrase| phrase.place.end == place.end)
            .find(|phrase| {
                let mut tokens = find::tokens(reading, &phrase.place).into_iter();
                tokens.all(|token| token.place == place || token.kind == Some(Kind::Determiner))
            });
        let gone = whole.map_or(place.clone(), |phrase| phrase.start..phrase.place.end);
        let old = self.draft.text()[place].to_owned();
        self.remove(gone);
        self.asked(SceneField::Style, Some(&old), None);
    }

    fn at_pace(&mut self, action: &Action, adverb: &str) -> Result<(), NotChanged> {
        let old = self.draft.text()[action.place.clone()].to_owned();
        let fast = FAST.contains(&adverb);
        let (same, other) = if fast { (FAST, SLOW) } else { (SLOW, FAST) };
        let near = self.near(action);
        if let Some((word, _)) = near.iter().find(|(word, _)| same.contains(&word.as_str())) {
            return Err(NotChanged::AlreadySo { what: word.clone() });
        }
        if let Some((word, place)) = near.iter().find(|(word, _)| other.contains(&word.as_str())) {
            self.replace(place.clone(), adverb);
            self.asked(SceneField::Actions, Some(word), Some(adverb));
            return Ok(());
        }
        let end = action.place.end;
        let now = self.now;
        self.draft.replace(end..end, &format!(" {adverb}"), now);
        self.asked(
            SceneField::Actions,
            Some(&old),
            Some(&format!("{old} {adverb}")),
        );
        Ok(())
    }

    /// The words of an action and those that come right after it, each with its place.
    fn near(&self, action: &Action) -> Vec<(String, Range<usize>)> {
        let text = self.draft.text();
        let end = (action.place.end + 24).min(text.len());
        find::tokens(self.draft.reading(), &(action.place.start..text.len()))
            .into_iter()
            .take_while(|token| {
                token.place.start <= end
                    && (!token.after_break || token.place.start == action.place.start)
            })
            .map(|token| (token.lower.clone(), token.place.clone()))
            .collect()
    }
}
