//! How fast things go: who acts, and the cuts of the film.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::Work;
use super::act::{Action, action_of};

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

/// What a film does at a pace.
const EDITING: [&str; 8] = [
    "cut", "cuts", "cutting", "editing", "edits", "montage", "pacing", "pace",
];

/// Words for the pace of a film alone.
const FAST_EDITING: [&str; 3] = ["rapid", "rapid fire", "snappy"];

/// Whether a word tells how fast something is done.
pub(super) fn is_pace(word: &str) -> bool {
    FAST.contains(&word) || SLOW.contains(&word)
}

impl Work {
    /// Faster or slower, or in another rhythm.
    pub(super) fn pace(&mut self, value: &'static Value) -> Result<(), NotChanged> {
        self.pace_of_action(value)?;
        self.pace_of_editing(value);
        Ok(())
    }

    /// Fast cuts do not go with who moves slowly, nor slow ones with who hurries.
    fn pace_of_editing(&mut self, value: &'static Value) {
        let (new, other): (&str, &[&str]) = match value.group {
            "slow" => ("slow", &FAST),
            "fast" => ("fast", &SLOW),
            _ => return,
        };
        let contrary = |word: &str| {
            other.contains(&word) || (value.group == "slow" && FAST_EDITING.contains(&word))
        };
        let tokens = &self.draft.reading().tokens;
        let found = tokens.windows(2).find(|pair| {
            let together = !pair[1].after_break && !pair[0].quoted;
            together && contrary(&pair[0].lower) && EDITING.contains(&pair[1].lower.as_str())
        });
        let Some(place) = found.map(|pair| pair[0].place.clone()) else {
            return;
        };
        let old = self.draft.text()[place.clone()].to_owned();
        let field = self.field_at(&place);
        self.because(&format!("so that the cuts fit {}", value.told()));
        self.replace(place, new);
        self.fix_article();
        if let Some(field) = field {
            self.follows(field, Some(&old), Some(new));
        }
    }

    fn pace_of_action(&mut self, value: &'static Value) -> Result<(), NotChanged> {
        let manner = value.value.strip_prefix("moving ").unwrap_or(value.value);
        let reading = self.draft.reading();
        let action = reading
            .phrases
            .iter()
            .filter(|sorted| sorted.field == Some(SceneField::Subjects))
            .find_map(|sorted| action_of(reading, &sorted.phrase));
        let adverb = is_pace(manner);
        // Nobody waits quickly: then it is the others who do.
        let still = action.as_ref().is_some_and(Action::is_still);
        if let Some(action) = action.filter(|_| !still) {
            if adverb {
                return self.at_pace(&action, manner);
            }
            let said = self
                .near(&action)
                .into_iter()
                .find(|(word, _)| is_pace(word));
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

    pub(super) fn at_pace(&mut self, action: &Action, adverb: &str) -> Result<(), NotChanged> {
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
