//! Words put where it is known that they belong.

use std::ops::Range;

use crate::rules::phrases::Phrase;
use crate::rules::talk::wish::Wish;
use crate::talk::NotChanged;

use super::Work;

/// One way to make a text say something.
#[derive(Debug, Clone)]
pub(in crate::rules::talk) enum Way {
    /// Other words in some places, which are in the order of the text; none take out what
    /// stands there.
    Put(Vec<(Range<usize>, String)>),
    /// Somebody else in the place of a phrase; what is told of them agrees with it.
    Turn(Box<Phrase>, String),
    /// Somebody more, where those who are seen so far end.
    Join(usize, String),
    /// Words where the first sentence ends.
    Append(String),
    /// The same after a comma.
    Tag(String),
    /// As a request would ask for it.
    Wish(Wish),
}

impl Work {
    /// Goes a way, for the reason given.
    ///
    /// # Errors
    ///
    /// Why it can't be gone; then `self` is in the middle of it and to be thrown away.
    pub(in crate::rules::talk) fn go(&mut self, way: &Way, reason: &str) -> Result<(), NotChanged> {
        self.because(reason);
        let now = self.now;
        match way {
            Way::Put(places) => {
                // From the end, so that earlier places stay true.
                for (place, to) in places.iter().rev() {
                    if to.is_empty() {
                        self.remove(place.clone());
                    } else {
                        self.replace(place.clone(), to);
                    }
                }
            }
            Way::Turn(phrase, to) => {
                let place = phrase.place.clone();
                self.replace(place.clone(), to);
                self.agree_with(phrase, place.start + to.len(), to);
            }
            Way::Join(end, what) => {
                let joined = format!(" and {what}");
                self.replace(*end..*end, &joined);
                self.agree(end + joined.len(), true);
            }
            Way::Append(phrase) => self.draft.append(phrase, now),
            Way::Tag(phrase) => self.draft.append_tag(phrase, now),
            Way::Wish(wish) => return self.carry_out(wish, reason),
        }
        self.fix_article();
        if self.draft.text().trim().len() < self.draft.text().len() {
            self.draft.tidy(now);
        }
        Ok(())
    }
}
