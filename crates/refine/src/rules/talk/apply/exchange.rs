//! Things that turn into others, and the words that agree with them.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Form, Kind};
use crate::rules::phrases::{self, Lead};
use crate::rules::talk::said::Said;
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;

use super::{Work, lead_for};

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
        let new = self.in_its_place(&phrase, what, by);
        if old.to_lowercase() == new.to_lowercase() {
            return Err(NotChanged::AlreadySo { what: new });
        }
        let describers = phrase
            .describers
            .clone()
            .map(|place| self.draft.text()[place].to_owned());
        let place = phrase.place.clone();
        self.replace(place.clone(), &new);
        let plain = matches!(&phrase.lead, Lead::Preposition(word) if matches!(word.as_str(), "in" | "on" | "at"));
        if field == Some(SceneField::Location) && plain {
            // "In a backyard", but "on a roof".
            self.replace(phrase.start..phrase.start + 2, lead_for(by));
        }
        let field = field.unwrap_or(SceneField::Subjects);
        self.asked(field, Some(&old), Some(&new));
        if let Some(described) =
            describers.filter(|old| !new.to_lowercase().contains(&old.to_lowercase()))
        {
            self.follows(SceneField::SubjectAttributes, Some(&described), None);
        }
        self.agree_with(&phrase, place.start + new.len(), by);
        Ok(())
    }

    /// Makes what is told of a thing fit what came in its place, which ends at `end`.
    pub(super) fn agree_with(&mut self, old: &phrases::Phrase, end: usize, new: &str) {
        let head = Said::new(new)
            .lower()
            .last()
            .map(|word| (*word).to_owned())
            .unwrap_or_default();
        // "A deer" is one, whatever its form.
        let one = ["a ", "an ", "one "]
            .iter()
            .any(|one| new.to_lowercase().starts_with(one));
        let plural = lexicon::is_plural(&head) && !one;
        let agreement = (phrases::is_plural(old) != plural).then_some(plural);
        if agreement.is_some() {
            self.agree(end, plural);
        }
        self.because_of_the_exchange(&old.head_word, &head, agreement);
        self.pronouns(&old.head_word, &head);
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
                // The sun goes on shining, whatever place comes.
                let weather = token.kind == Some(Kind::Weather);
                ((describes && !rival && !by_described) || weather)
                    && before_head
                    && !named.contains(&token.lower)
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
            .filter(|token| token.place.end <= place.start)
            .find(|token| {
                !matches!(
                    token.kind,
                    Some(Kind::Adjective | Kind::Color | Kind::State)
                )
            });
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
}
