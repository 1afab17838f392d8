//! Things that come, go, or turn into others.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Form, Kind};
use crate::rules::phrases::{self, Lead};
use crate::rules::talk::said::Said;
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;

use super::Work;

/// The words up to the noun that carries a phrase: "steam" of "steam coming out of it".
fn core(what: &str) -> String {
    let said = Said::new(what);
    let lower = said.lower();
    let ends = |word: &&&str| {
        matches!(
            lexicon::kind(word),
            Some(Kind::Preposition | Kind::Act | Kind::Conjunction)
        )
    };
    let len = lower
        .iter()
        .skip(1)
        .position(|word| ends(&word))
        .map_or(lower.len(), |at| at + 1);
    lower[..len.min(lower.len())].join(" ")
}

/// Pronouns of a man, a woman, and whatever is neither.
const PRONOUNS: [[&str; 3]; 4] = [
    ["he", "she", "it"],
    ["his", "her", "its"],
    ["him", "her", "it"],
    ["himself", "herself", "itself"],
];
const MEN: &str = "man|boy|king|prince|father|grandfather|gentleman|monk|wizard|fisherman|policeman|waiter|actor|groom|brother|son|uncle|\
husband|cowboy|emperor|duke|knight";
const WOMEN: &str = "woman|girl|queen|princess|mother|grandmother|lady|nun|witch|ballerina|waitress|actress|bride|sister|daughter|aunt|\
wife|geisha|empress|duchess";

/// Which column of [`PRONOUNS`] a noun takes; `None` where it may be any.
fn gender(noun: &str) -> Option<usize> {
    let is = |list: &'static str| lexicon::list(list).any(|known| known == noun);
    match lexicon::kind(noun) {
        _ if is(MEN) => Some(0),
        _ if is(WOMEN) => Some(1),
        Some(Kind::Animal | Kind::Vehicle | Kind::Thing) => Some(2),
        _ => None,
    }
}

impl Work {
    pub(super) fn add(&mut self, what: &str, place: Option<&str>) -> Result<(), NotChanged> {
        let core = core(what);
        let head = core.rsplit(' ').next().unwrap_or_default().to_owned();
        let another = Said::new(what).lower().iter().any(|word| {
            matches!(
                *word,
                "another" | "more" | "second" | "two" | "three" | "other"
            )
        });
        if !another && place.is_none() && find::phrase(self.draft.reading(), &core).is_some() {
            return Err(NotChanged::AlreadySo {
                what: what.to_owned(),
            });
        }
        let what = what
            .strip_prefix("the ")
            .map_or_else(|| what.to_owned(), |rest| format!("the {rest}"));
        let kind = lexicon::kind(&head);
        let dressed = find::subject(self.draft.reading())
            .is_some_and(|sorted| sorted.phrase.head == Some(Kind::Person));
        if kind == Some(Kind::Garment) && dressed && place.is_none() {
            return self.give(None, &what);
        }
        let thing = match place {
            Some(place) => format!("{what} {place}"),
            None => what.clone(),
        };
        let now = self.now;
        if kind == Some(Kind::Palette) {
            self.draft.append_tag(&format!("in {thing}"), now);
            self.asked(SceneField::Colors, None, Some(&thing));
            return Ok(());
        }
        self.draft.append(&format!("with {thing}"), now);
        let field = match kind {
            Some(Kind::Light) => SceneField::Lighting,
            Some(Kind::Weather | Kind::Season) => SceneField::Atmosphere,
            _ => SceneField::Subjects,
        };
        self.asked(field, None, Some(&thing));
        Ok(())
    }

    pub(super) fn give(&mut self, target: Option<&str>, what: &str) -> Result<(), NotChanged> {
        let reading = self.draft.reading();
        let Some(sorted) = find::target(reading, target) else {
            return Err(NotChanged::NothingThere {
                what: target.unwrap_or("subject").to_owned(),
            });
        };
        let (phrase, field) = (sorted.phrase.clone(), sorted.field);
        let head = Said::new(what)
            .lower()
            .last()
            .and_then(|word| lexicon::kind(word));
        let verb = if head == Some(Kind::Garment) {
            "wearing"
        } else {
            "with"
        };
        let rival = reading.phrases.iter().find(|other| {
            other.field == Some(SceneField::SubjectAttributes)
                && other.phrase.clause == phrase.clause
                && other.phrase.start >= phrase.place.end
                && english::same_noun(
                    &other.phrase.head_word,
                    Said::new(what).lower().last().copied().unwrap_or_default(),
                )
        });
        if let Some(rival) = rival {
            let place = rival.phrase.place.clone();
            let old = self.draft.text()[place.clone()].to_owned();
            if old.to_lowercase() == what.to_lowercase() {
                return Err(NotChanged::AlreadySo {
                    what: what.to_owned(),
                });
            }
            self.replace(place, what);
            self.asked(SceneField::SubjectAttributes, Some(&old), Some(what));
            return Ok(());
        }
        let end = self.end_with_attributes(&phrase);
        let old = self.draft.text()[phrase.place.clone()].to_owned();
        let joint = if end > phrase.place.end { " and " } else { " " };
        let to = if joint == " and " {
            format!(" and {what}")
        } else {
            format!(" {verb} {what}")
        };
        let now = self.now;
        self.draft.replace(end..end, &to, now);
        match field {
            Some(SceneField::Subjects) | None => {
                self.asked(SceneField::SubjectAttributes, None, Some(what))
            }
            Some(field) => self.asked(field, Some(&old), Some(&format!("{old} {verb} {what}"))),
        }
        Ok(())
    }

    pub(super) fn exchange(&mut self, what: Option<&str>, by: &str) -> Result<(), NotChanged> {
        let reading = self.draft.reading();
        let missing = || NotChanged::NothingThere {
            what: what.unwrap_or("subject").to_owned(),
        };
        let Some(sorted) = find::target(reading, what) else {
            return self
                .exchange_words(what.ok_or_else(missing)?, by)
                .ok_or_else(missing);
        };
        let (mut phrase, field) = (sorted.phrase.clone(), sorted.field);
        phrase.place = find::noun_place(reading, &phrase);
        let old = self.draft.text()[phrase.place.clone()].to_owned();
        let old_head = phrase.head_word.clone();
        let new = self.in_its_place(&phrase, what, by);
        if old.to_lowercase() == new.to_lowercase() {
            return Err(NotChanged::AlreadySo { what: new });
        }
        let was_plural = phrases::is_plural(&phrase);
        let start = phrase.place.start;
        let describers = phrase
            .describers
            .clone()
            .map(|place| self.draft.text()[place].to_owned());
        self.replace(phrase.place, &new);
        let head = Said::new(by)
            .lower()
            .last()
            .map(|word| (*word).to_owned())
            .unwrap_or_default();
        let plural = lexicon::is_plural(&head);
        let field = field.unwrap_or(SceneField::Subjects);
        self.asked(field, Some(&old), Some(&new));
        if let Some(described) =
            describers.filter(|old| !new.to_lowercase().contains(&old.to_lowercase()))
        {
            self.follows(SceneField::SubjectAttributes, Some(&described), None);
        }
        let agreement = (was_plural != plural).then_some(plural);
        if agreement.is_some() {
            self.agree(start + new.len(), plural);
        }
        self.because_of_the_exchange(&old_head, &head, agreement);
        self.pronouns(&old_head, &head);
        Ok(())
    }

    /// The new words for a phrase: what the user did not name of it stays.
    fn in_its_place(&self, phrase: &phrases::Phrase, what: Option<&str>, by: &str) -> String {
        let reading = self.draft.reading();
        let tokens = find::tokens(reading, &phrase.place);
        let by_said = Said::new(by);
        let named: Vec<String> = what
            .map(|what| {
                Said::new(what)
                    .lower()
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect()
            })
            .unwrap_or_default();
        let by_colored = by_said
            .lower()
            .iter()
            .any(|word| lexicon::kind(word) == Some(Kind::Color));
        let by_described = by_said.bare().len() > 1;
        let kept: Vec<&str> = tokens
            .iter()
            .filter(|token| {
                let describes = matches!(
                    token.kind,
                    Some(Kind::Adjective | Kind::Color | Kind::State | Kind::Act)
                );
                let before_head = token.lower != phrase.head_word;
                let rival = token.kind == Some(Kind::Color) && by_colored;
                describes && before_head && !rival && !by_described && !named.contains(&token.lower)
            })
            .map(|token| &self.draft.text()[token.place.clone()])
            .collect();
        let own_article = tokens
            .first()
            .filter(|token| token.kind == Some(Kind::Determiner));
        let (article, rest) = match by_said.lower().first() {
            Some(&first) if lexicon::kind(first) == Some(Kind::Determiner) => {
                (first.to_owned(), by_said.from(1).own())
            }
            _ => {
                let plural = by_said
                    .lower()
                    .last()
                    .is_some_and(|word| lexicon::is_plural(word));
                let own = own_article
                    .map(|token| token.lower.clone())
                    .unwrap_or_default();
                let own = if plural && matches!(own.as_str(), "a" | "an") {
                    String::new()
                } else {
                    own
                };
                (own, by.to_owned())
            }
        };
        let mut all = vec![article];
        all.extend(kept.into_iter().map(str::to_owned));
        all.push(rest);
        all.retain(|word| !word.is_empty());
        english::with_fitting_article(&all.join(" "))
    }

    /// A word that is no phrase's own noun.
    fn exchange_words(&mut self, what: &str, by: &str) -> Option<()> {
        let token = find::word(self.draft.reading(), what)?;
        let place = token.place.clone();
        let field = self.field_at(&place).unwrap_or(SceneField::Subjects);
        let tokens = &self.draft.reading().tokens;
        let before = tokens
            .iter()
            .rev()
            .find(|token| token.place.end <= place.start);
        let led = before.is_some_and(|token| token.kind == Some(Kind::Determiner));
        let by = if led {
            Said::new(by).bare().own()
        } else {
            by.to_owned()
        };
        self.replace(place, &by);
        self.fix_article();
        self.asked(field, Some(what), Some(&by));
        Some(())
    }

    /// Later mentions of the same thing change with it: "The fox stops."
    fn because_of_the_exchange(&mut self, old: &str, new: &str, agreement: Option<bool>) {
        for _ in 0..8 {
            let found = self.draft.reading().tokens.iter().find(|token| {
                token.lower == old
                    && !token.quoted
                    && old != new
                    && self.draft.is_own(token.place.clone())
            });
            let Some(place) = found.map(|token| token.place.clone()) else {
                return;
            };
            let field = self.field_at(&place);
            let word = self.draft.text()[place.clone()].to_owned();
            let end = place.start + new.len();
            self.replace(place, new);
            if let Some(plural) = agreement {
                self.agree(end, plural);
            }
            self.fix_article();
            if let Some(field) = field {
                self.follows(field, Some(&word), Some(new));
            }
        }
    }

    /// "His" becomes "her" where a man became a woman and nobody else is seen.
    fn pronouns(&mut self, old: &str, new: &str) {
        let (Some(from), Some(to)) = (gender(old), gender(new)) else {
            return;
        };
        if from == to || self.draft.reading().subjects > 1 {
            return;
        }
        for _ in 0..8 {
            let tokens = &self.draft.reading().tokens;
            let found = tokens.iter().enumerate().find_map(|(at, token)| {
                let row = PRONOUNS.iter().find(|row| row[from] == token.lower)?;
                let owns = tokens
                    .get(at + 1)
                    .is_some_and(|next| !next.after_break && next.may_be_noun());
                // "her" is both "his" and "him".
                let word = match (token.lower.as_str(), to) {
                    ("her", 0) if !owns => "him",
                    ("her", 2) if !owns => "it",
                    _ => row[to],
                };
                (!token.quoted && word != token.lower).then(|| (token.place.clone(), word))
            });
            let Some((place, word)) = found else { return };
            self.replace(place, word);
        }
    }

    /// Makes the verb after a subject agree with it.
    pub(super) fn agree(&mut self, after: usize, plural: bool) {
        let found = self
            .draft
            .reading()
            .tokens
            .iter()
            .find(|token| token.place.start >= after);
        let Some(token) = found else { return };
        let be = match (token.lower.as_str(), plural) {
            ("is", true) => Some("are"),
            ("are", false) => Some("is"),
            ("was", true) => Some("were"),
            ("were", false) => Some("was"),
            ("has", true) => Some("have"),
            ("have", false) => Some("has"),
            _ => None,
        };
        let verb = token.kind.is_none_or(|kind| kind == Kind::Act) && !token.after_break;
        let form = lexicon::finite(&token.lower).filter(|_| verb);
        let new = match (be, form) {
            (Some(be), _) => be.to_owned(),
            (None, Some(Form::Singular)) if plural => {
                lexicon::base(&token.lower).unwrap_or_default().to_owned()
            }
            (None, Some(Form::Plural)) if !plural => lexicon::with_s(&token.lower),
            _ => return,
        };
        let (place, old) = (token.place.clone(), token.lower.clone());
        self.replace(place, &new);
        self.follows(SceneField::Actions, Some(&old), Some(&new));
    }

    pub(super) fn take_away(&mut self, what: &str, say: bool) -> Result<(), NotChanged> {
        let what = what.trim_matches(|c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}'));
        let reading = self.draft.reading();
        let denied = reading
            .denied
            .iter()
            .any(|word| english::same_noun(word, &what.to_lowercase()));
        if denied {
            return Err(NotChanged::AlreadySo {
                what: format!("no {what}"),
            });
        }
        if let Some(sorted) = find::phrase(reading, what) {
            let (phrase, field) = (sorted.phrase.clone(), sorted.field);
            if let Some((place, color)) = self.one_of_two(&phrase, what) {
                let old = self.draft.text()[phrase.place.clone()].to_owned();
                let removed = self.draft.text()[place.clone()].to_owned();
                self.remove(place);
                self.asked(
                    field.unwrap_or(SceneField::Subjects),
                    Some(&old),
                    Some(&old.replacen(&removed, "", 1).replace("  ", " ")),
                );
                self.follows(SceneField::Colors, Some(&color), None);
                return Ok(());
            }
            return self.take_phrase(&phrase, field, what);
        }
        if let Some(place) = self.adjective_place(what) {
            let old = self.draft.text()[place.clone()].to_owned();
            let field = self.field_at(&place).unwrap_or(SceneField::Atmosphere);
            self.remove(place);
            self.fix_article();
            self.asked(field, Some(&old), None);
            return Ok(());
        }
        if say {
            let now = self.now;
            self.draft.append_tag(&format!("without {what}"), now);
            return Ok(());
        }
        Err(NotChanged::NothingThere {
            what: what.to_owned(),
        })
    }

    /// The blue ones of "red and blue blocks": their colour and its "and".
    fn one_of_two(&self, phrase: &phrases::Phrase, what: &str) -> Option<(Range<usize>, String)> {
        let named = Said::new(what);
        let words = named.lower();
        let tokens = find::tokens(self.draft.reading(), &phrase.place);
        let (at, color) = tokens.iter().enumerate().find(|(_, token)| {
            token.kind == Some(Kind::Color) && words.contains(&token.lower.as_str())
        })?;
        let is_and = |token: Option<&&crate::rules::tokens::Token>| {
            token.is_some_and(|token| token.lower == "and")
        };
        let color_at = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.kind == Some(Kind::Color))
        };
        let lower = color.lower.clone();
        if at >= 2 && is_and(tokens.get(at - 1)) && color_at(at - 2) {
            return Some((tokens[at - 1].place.start..color.place.end, lower));
        }
        (is_and(tokens.get(at + 1)) && color_at(at + 2))
            .then(|| (color.place.start..tokens[at + 1].place.end, lower))
    }

    /// An adjective of that name or for that thing: the rain of "a rainy street".
    fn adjective_place(&self, what: &str) -> Option<Range<usize>> {
        use crate::rules::talk::values;
        let lower = what.to_lowercase();
        let meant = values::named(&lower);
        self.draft
            .reading()
            .tokens
            .iter()
            .find(|token| {
                let same = token.lower == lower;
                let describes = matches!(
                    token.kind,
                    Some(
                        Kind::Adjective
                            | Kind::Color
                            | Kind::State
                            | Kind::Weather
                            | Kind::Look
                            | Kind::Light
                            | Kind::Time
                    )
                );
                let means = meant.is_some_and(|meant| values::named(&token.lower) == Some(meant));
                !token.quoted && describes && (same || means)
            })
            .map(|token| token.place.clone())
    }

    fn take_phrase(
        &mut self,
        phrase: &phrases::Phrase,
        field: Option<SceneField>,
        what: &str,
    ) -> Result<(), NotChanged> {
        let text = self.draft.text().to_owned();
        let old = text[phrase.place.clone()].to_owned();
        let reading = self.draft.reading();
        let same_clause: Vec<_> = reading
            .phrases
            .iter()
            .filter(|other| other.phrase.clause == phrase.clause)
            .collect();
        let at = same_clause
            .iter()
            .position(|other| other.phrase.place == phrase.place)
            .unwrap_or(0);
        let bare_subject = phrase.lead == Lead::Bare && field == Some(SceneField::Subjects);
        let others = reading.phrases.iter().any(|other| {
            other.phrase.place != phrase.place
                && matches!(
                    other.field,
                    Some(SceneField::Subjects | SceneField::Location)
                )
        });
        // "a man and a dog": one of several goes with its "and".
        let joined_before = text[..phrase.start]
            .trim_end()
            .to_lowercase()
            .ends_with(" and");
        let after = text[phrase.place.end..].trim_start();
        let joined_after = after.to_lowercase().starts_with("and ") || after.starts_with("& ");
        if joined_before && phrase.lead != Lead::Act {
            let and = text[..phrase.start].trim_end().len() - 3;
            let start = text[..and].trim_end_matches([' ', ',']).len();
            let before = at.checked_sub(1).map(|before| &same_clause[before].phrase);
            let several = text[..start].contains(',') && before.is_some_and(|_| at > 1);
            let singular = before.is_some_and(|one| !phrases::is_plural(one)) && !several;
            self.remove(start..phrase.place.end);
            self.asked(field.unwrap_or(SceneField::Subjects), Some(&old), None);
            self.tell_attributes(phrase, &text);
            if singular {
                self.agree(start, false);
            }
            return Ok(());
        }
        if joined_after {
            let and = phrase.place.end + text[phrase.place.end..].find("and").unwrap_or(0) + 4;
            let start = if matches!(phrase.lead, Lead::Preposition(_)) {
                phrase.place.start
            } else {
                phrase.start
            };
            self.replace(start..and.min(text.len()), "");
            self.asked(field.unwrap_or(SceneField::Subjects), Some(&old), None);
            self.tell_attributes(phrase, &text);
            let next = self
                .draft
                .reading()
                .phrases
                .iter()
                .find(|other| other.phrase.place.end > start)
                .map(|other| other.phrase.clone());
            if let Some(next) = next.filter(|next| bare_subject && !phrases::is_plural(next)) {
                self.agree(next.place.end, false);
            }
            return Ok(());
        }
        let acts = same_clause
            .get(at + 1)
            .is_some_and(|next| next.phrase.lead == Lead::Act);
        let whole_clause = phrase.lead == Lead::Bare && at == 0 && acts && !bare_subject;
        if whole_clause
            || bare_subject
            || (phrase.lead == Lead::Bare && field == Some(SceneField::Location))
        {
            let alone = same_clause.len() == 1;
            if !others
                || (!whole_clause
                    && at == 0
                    && !alone
                    && !reading.phrases.iter().any(|other| {
                        other.field == Some(SceneField::Subjects)
                            && other.phrase.clause != phrase.clause
                    }))
            {
                return Err(NotChanged::NothingLeft {
                    what: what.to_owned(),
                });
            }
            // Who comes in later goes with what is told of them: "while villagers flee".
            let own = same_clause[at..]
                .iter()
                .enumerate()
                .take_while(|(nth, other)| {
                    *nth == 0
                        || other.field != Some(SceneField::Subjects)
                        || other.phrase.lead != Lead::Bare
                });
            let end = own
                .last()
                .map_or(phrase.place.end, |(_, last)| last.phrase.place.end);
            let joint = ["while", "as", "when"].iter().find_map(|word| {
                let before = text[..phrase.start].trim_end();
                before
                    .to_lowercase()
                    .ends_with(&format!(" {word}"))
                    .then(|| before.len() - word.len())
            });
            let place = if at == 0 {
                let end = same_clause.last().map_or(end, |last| last.phrase.place.end);
                phrase.start..end
            } else {
                joint.unwrap_or(phrase.start)..if joint.is_some() {
                    end
                } else {
                    phrase.place.end
                }
            };
            let gone: Vec<_> = same_clause
                .iter()
                .filter(|other| {
                    other.phrase.start >= place.start && other.phrase.place.end <= place.end
                })
                .filter_map(|other| {
                    Some((other.field?, text[other.phrase.place.clone()].to_owned()))
                })
                .collect();
            self.remove(place);
            for (field, value) in gone {
                if value == old {
                    self.asked(field, Some(&value), None);
                } else {
                    self.follows(field, Some(&value), None);
                }
            }
            self.tell_attributes(phrase, &text);
            return Ok(());
        }
        // What hangs on a verb goes with it: "chasing a ball".
        let verb = at
            .checked_sub(1)
            .map(|before| &same_clause[before].phrase)
            .filter(|before| {
                before.lead == Lead::Act
                    && phrase.lead == Lead::Bare
                    && before.place.end <= phrase.start
            });
        let start = verb.map_or(phrase.start, |verb| verb.start);
        let field = field.unwrap_or(SceneField::Subjects);
        let told = text[start..phrase.place.end].to_owned();
        let acted = verb.is_some() || phrase.lead == Lead::Act;
        self.remove(start..phrase.place.end);
        if acted {
            self.stay_there(start.saturating_sub(1));
        }
        let value = if self
            .scene
            .get(field)
            .is_some_and(|value| value.contains(&told))
        {
            told
        } else {
            old
        };
        self.asked(field, Some(&value), None);
        self.tell_attributes(phrase, &text);
        Ok(())
    }

    /// What was said of a thing goes with it.
    fn tell_attributes(&mut self, phrase: &phrases::Phrase, text: &str) {
        let Some(place) = phrase.describers.clone() else {
            return;
        };
        let described = text[place].to_owned();
        self.follows(SceneField::SubjectAttributes, Some(&described), None);
        for word in described.to_lowercase().split(' ') {
            let color = lexicon::kind(word) == Some(Kind::Color);
            let elsewhere = self
                .draft
                .reading()
                .tokens
                .iter()
                .any(|token| token.lower == word);
            if color && !elsewhere {
                self.follows(SceneField::Colors, Some(word), None);
            }
        }
    }
}
