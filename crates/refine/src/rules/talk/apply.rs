//! Wishes carried out on a draft and its scene.

mod act;
mod clause;
mod describe;
mod describers;
mod exchange;
mod follow;
mod pace;
mod picture;
mod place;
mod set;
mod settle;
mod spots;
mod take;
mod things;
mod way;
mod within;

use worldreel_domain::scene::{Scene, SceneField};

use crate::rules::lexicon::{self, Kind};
use crate::talk::{NotChanged, Why};

use super::draft::Draft;
use super::english;
use super::wish::Wish;

pub(super) use self::place::lead_for;
pub(super) use self::way::Way;

/// What one wish did to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) field: SceneField,
    pub(super) why: Why,
    /// Which of [`Work::reasons`] it has.
    pub(super) reason: usize,
}

/// A prompt and its scene while wishes are carried out.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) draft: Draft,
    pub(super) scene: Scene,
    pub(super) told: Vec<Told>,
    /// Why things change, in plain words; changes name them by their number.
    pub(super) reasons: Vec<String>,
    now: usize,
}

impl Work {
    pub(super) fn new(text: &str, scene: &Scene) -> Self {
        Self {
            draft: Draft::new(text),
            scene: scene.clone(),
            told: Vec::new(),
            reasons: Vec::new(),
            now: 0,
        }
    }

    /// Carries out one wish, for the reason given.
    ///
    /// # Errors
    ///
    /// Why it can't be done; then `self` is in the middle of it and to be thrown away.
    pub(super) fn carry_out(&mut self, wish: &Wish, reason: &str) -> Result<(), NotChanged> {
        self.because(reason);
        let asked = self.now;
        let before = self.draft.read();
        self.done(wish)?;
        self.settle(&before);
        if self.draft.text().trim().len() < self.draft.text().len() {
            self.draft.tidy(asked);
        }
        Ok(())
    }

    fn done(&mut self, wish: &Wish) -> Result<(), NotChanged> {
        match wish {
            Wish::Set(value) => self.set(value),
            Wish::SetFree { axis, text } => self.set_free(*axis, text),
            Wish::Phrase { axis, text } => self.phrase(*axis, text),
            Wish::Place { lead, text } => self.place(lead.as_deref(), text),
            Wish::Describe { target, with } => self.describe(target.as_deref(), with),
            Wish::Act { target, doing } => self.act(target.as_deref(), doing),
            Wish::Add { what, place } => self.add(what, place.as_deref()),
            Wish::Give { target, what } => self.give(target.as_deref(), what),
            Wish::Remove { what, say } => self.take_away(what, *say),
            Wish::Replace { what, by } => self.exchange(what.as_deref(), by),
            Wish::Keep { .. } | Wish::Nothing => Ok(()),
        }
    }

    /// For which reason things are done now.
    pub(super) const fn reason(&self) -> usize {
        self.now
    }

    /// What is done from now on is done for this reason.
    fn because(&mut self, reason: &str) {
        self.now = self
            .reasons
            .iter()
            .position(|known| known == reason)
            .unwrap_or_else(|| {
                self.reasons.push(reason.to_owned());
                self.reasons.len() - 1
            });
    }

    /// Changes what the scene says in a field: one of its values for another, one more, or
    /// one less.
    fn tell(&mut self, field: SceneField, from: Option<&str>, to: Option<&str>, why: Why) {
        let old = self.scene.get(field).unwrap_or_default().to_owned();
        let new = retold(field, &old, from, to);
        if new == old {
            return;
        }
        self.scene.set(field, &new);
        self.told.push(Told {
            field,
            why,
            reason: self.now,
        });
    }

    fn asked(&mut self, field: SceneField, from: Option<&str>, to: Option<&str>) {
        self.tell(field, from, to, Why::Asked);
    }

    fn follows(&mut self, field: SceneField, from: Option<&str>, to: Option<&str>) {
        self.tell(field, from, to, Why::Follows);
    }

    fn replace(&mut self, place: std::ops::Range<usize>, to: &str) {
        self.draft.replace(place, to, self.now);
    }

    fn remove(&mut self, place: std::ops::Range<usize>) {
        self.draft.remove(place, self.now);
    }
}

/// A list of values with one of them changed.
fn retold(field: SceneField, old: &str, from: Option<&str>, to: Option<&str>) -> String {
    let mut values: Vec<String> = old
        .split(", ")
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect();
    let at = from.and_then(|from| {
        let same = values.iter().position(|value| plain(value) == plain(from));
        same.or_else(|| {
            values
                .iter()
                .position(|value| within(value, from).is_some())
        })
    });
    match (at, from, to) {
        (Some(at), Some(from), to) => {
            let value = &values[at];
            let new = match within(value, from) {
                Some(place) if place.len() < value.len() => {
                    let (start, end) = (&value[..place.start], &value[place.end..]);
                    let joined = format!("{start}{}{end}", to.unwrap_or_default());
                    let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
                    let lead = ["in ", "on ", "at "]
                        .iter()
                        .find_map(|lead| joined.strip_prefix(lead));
                    let bare = lead.filter(|_| field == SceneField::Location && to.is_none());
                    english::with_fitting_article(bare.unwrap_or(&joined))
                }
                _ => to.unwrap_or_default().to_owned(),
            };
            let known = values
                .iter()
                .enumerate()
                .any(|(other, value)| other != at && plain(value) == plain(&new));
            if says_nothing(&new) || known {
                values.remove(at);
            } else {
                values[at] = new;
            }
        }
        (None, from, Some(to)) => {
            let one = matches!(field, SceneField::TimeOfDay)
                || (field == SceneField::Location && from.is_some());
            if one {
                values.clear();
            }
            if !values.iter().any(|value| plain(value) == plain(to)) {
                values.push(to.to_owned());
            }
        }
        _ => {}
    }
    values.join(", ")
}

/// Whether only small words are left of a value: the "in" of "in the puddles".
fn says_nothing(value: &str) -> bool {
    value.split_whitespace().all(|word| {
        matches!(
            lexicon::kind(&word.to_lowercase()),
            Some(Kind::Preposition | Kind::Conjunction | Kind::Determiner)
        )
    })
}

/// A value without what makes no difference: its case and its article.
pub(super) fn plain(value: &str) -> String {
    let lower = value.to_lowercase();
    ["the ", "a ", "an "]
        .iter()
        .find_map(|article| lower.strip_prefix(article))
        .unwrap_or(&lower)
        .to_owned()
}

/// Where whole words stand in a text, in either case.
pub(super) fn within(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let (lower, words) = (text.to_lowercase(), words.to_lowercase());
    if lower.len() != text.len() || words.is_empty() {
        return None;
    }
    lower
        .match_indices(&words)
        .map(|(at, found)| at..at + found.len())
        .find(|place| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(lower[..place.start].chars().next_back())
                && edge(lower[place.end..].chars().next())
        })
}
