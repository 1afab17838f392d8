//! Things that come.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::talk::said::Said;
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;

use super::Work;

impl Work {
    pub(super) fn add(&mut self, what: &str, place: Option<&str>) -> Result<(), NotChanged> {
        let core = find::core(what);
        let head = core.rsplit(' ').next().unwrap_or_default().to_owned();
        let another = Said::new(what).lower().iter().any(|word| {
            matches!(
                *word,
                "another" | "more" | "second" | "two" | "three" | "other"
            )
        });
        if !another
            && place.is_none()
            && find::phrase(self.draft.reading(), &core).is_some_and(|sorted| {
                let own = find::words(self.draft.reading(), &sorted.phrase.place);
                let bare = Said::new(&core).bare().line();
                bare.split(' ')
                    .all(|word| own.iter().any(|known| english::same_noun(known, word)))
            })
        {
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
        // "In a coat and a cigarette" does not go: only what is had or worn alike is joined.
        let had = &self.draft.text()[phrase.place.end..end];
        let worn = had.trim_start().starts_with("in ") || had.contains("wearing ");
        let joined = !had.is_empty() && worn == (verb == "wearing");
        let to = if joined {
            format!(" and {what}")
        } else {
            format!(" {verb} {what}")
        };
        let now = self.now;
        self.draft.replace(end..end, &to, now);
        match field {
            Some(SceneField::Subjects) | None => {
                self.asked(SceneField::SubjectAttributes, None, Some(what));
            }
            Some(field) => self.asked(field, Some(&old), Some(&format!("{old} {verb} {what}"))),
        }
        Ok(())
    }
}
