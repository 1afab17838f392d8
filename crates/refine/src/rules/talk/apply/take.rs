//! Things that go.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{self, Lead};
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;

use super::{Work, clause};

impl Work {
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
            // "Dust trail" is a trail of dust, and goes as a whole or not at all.
            if let Some(sorted) = self.made_of(&place) {
                return self.take_phrase(&sorted.phrase, sorted.field, what);
            }
            let old = self.draft.text()[place.clone()].to_owned();
            let field = self.field_at(&place).unwrap_or(SceneField::Atmosphere);
            self.remove(self.with_its_and(place));
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

    fn take_phrase(
        &mut self,
        phrase: &phrases::Phrase,
        field: Option<SceneField>,
        what: &str,
    ) -> Result<(), NotChanged> {
        let text = self.draft.text().to_owned();
        let old = text[phrase.place.clone()].to_owned();
        let reading = self.draft.reading();
        if let Some(place) = clause::headed_by(reading, &text, phrase) {
            self.take_stretch(place, &old);
            self.tell_attributes(phrase, &text);
            return Ok(());
        }
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
                    })
                    && clause::next_who_acts(&same_clause, &text).is_none())
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
            let place = if at == 0
                && let Some(next) = clause::next_who_acts(&same_clause, &text)
            {
                phrase.start..next
            } else if at == 0 {
                let end = same_clause.last().map_or(end, |last| last.phrase.place.end);
                phrase.start..end
            } else {
                joint.unwrap_or(phrase.start)..if joint.is_some() {
                    end
                } else {
                    phrase.place.end
                }
            };
            self.take_stretch(place, &old);
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
        let moves = self.goes_on_its_way(start, phrase.place.end);
        let moves = moves.filter(|_| acted);
        if let Some(moves) = &moves {
            self.replace(start..phrase.place.end, moves);
        } else {
            self.remove(start..phrase.place.end);
            if acted {
                self.stay_there(start.saturating_sub(1));
            }
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
        self.asked(field, Some(&value), moves.as_deref());
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
