//! How things look: "make the car blue", "make the fox bigger".

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::talk::{english, find, said};
use crate::rules::words::words;
use crate::talk::{NotChanged, Why};

use super::Work;

/// Adjectives of which one thing has one at a time.
const APART: [&str; 22] = [
    "big|large|huge|giant|gigantic|massive|enormous|small|little|tiny|petite|mini|oversized|miniature|colossal",
    "old|young|vintage|retro|elderly|ancient|new|aged|teenage|newborn|middle aged|modern|antique",
    "tall|short",
    "long|short",
    "fast|slow|quick",
    "wet|dry|damp",
    "clean|dirty|dusty|muddy|filthy",
    "happy|sad|angry|grumpy|cheerful|scared|frightened|excited|calm|nervous|surprised|playful|sleepy",
    "fat|thin|slim|slender|skinny|chubby|plump",
    "open|closed",
    "empty|crowded|busy|full|deserted|quiet|packed|bustling",
    "dark|bright|pale|dim",
    "hot|cold|warm|cool|icy|freezing",
    "soft|hard|rough|smooth",
    "shiny|matte|rusty|dull|glossy",
    "strong|weak|muscular",
    "beautiful|ugly|pretty|gorgeous",
    "wooden|wood|metal|metallic|stone|glass|plastic|gold|golden|silver|steel|leather|velvet|marble|brick|concrete|\
     iron|bamboo|paper|cardboard|ceramic|straw|clay|bronze",
    "fluffy|furry|bald|hairy|shaggy|sleek",
    "wide|narrow|deep|shallow",
    "sharp|crisp|blurred|blurry|hazy|fuzzy",
    "thick|thin|dense|faint|pale|light|heavy",
];

fn apart(a: &str, b: &str) -> bool {
    APART.iter().any(|list| {
        let mut names = list.split('|');
        names.clone().any(|name| name == a) && names.any(|name| name == b)
    })
}

fn is_color(word: &str) -> bool {
    let last = word.rsplit(' ').next().unwrap_or(word);
    lexicon::kind(word) == Some(Kind::Color) || lexicon::kind(last) == Some(Kind::Color)
}

/// What became of one adjective.
struct Done {
    /// Where it is now.
    place: Range<usize>,
    from: Option<String>,
}

impl Work {
    pub(super) fn describe(
        &mut self,
        target: Option<&str>,
        with: &[String],
    ) -> Result<(), NotChanged> {
        let mut changed = false;
        let colors: Vec<&String> = with.iter().filter(|word| is_color(word)).collect();
        let mut wanted: Vec<String> = with
            .iter()
            .filter(|word| !is_color(word))
            .cloned()
            .collect();
        if !colors.is_empty() {
            let line: Vec<&str> = colors.iter().map(|color| color.as_str()).collect();
            wanted.push(line.join(" and "));
        }
        for word in &wanted {
            changed |= self.describe_once(target, word)?;
        }
        if changed {
            Ok(())
        } else {
            Err(NotChanged::AlreadySo {
                what: with.join(" "),
            })
        }
    }

    /// One adjective, or colours that go together; whether anything had to change.
    fn describe_once(&mut self, target: Option<&str>, word: &str) -> Result<bool, NotChanged> {
        let missing = || NotChanged::NothingThere {
            what: target.unwrap_or("subject").to_owned(),
        };
        let reading = self.draft.reading();
        let Some(sorted) = find::target(reading, target) else {
            return self
                .describe_word(target.ok_or_else(missing)?, word)
                .ok_or_else(missing);
        };
        let field = sorted.field;
        let mut phrase = sorted.phrase.clone();
        phrase.place = find::noun_place(reading, &phrase);
        let old_phrase = self.draft.text()[phrase.place.clone()].to_owned();
        let head =
            find::head(reading, &phrase).map_or(phrase.place.start, |token| token.place.start);
        let tokens: Vec<_> = find::tokens(reading, &phrase.place)
            .into_iter()
            .filter(|token| token.place.start < head)
            .map(|token| (token.lower.clone(), token.kind, token.place.clone()))
            .collect();
        if tokens.iter().any(|(lower, ..)| lower == word) {
            return Ok(false);
        }
        let color = word.split(" and ").all(is_color);
        let rivals: Vec<_> = tokens
            .iter()
            .filter(|(lower, kind, _)| {
                let shade = color && *kind == Some(Kind::Color);
                shade || (!color && apart(lower, word))
            })
            .collect();
        let done = match (rivals.first(), rivals.last()) {
            (Some(first), Some(last)) => {
                let mut place = first.2.start..last.2.end;
                // "Light blue" goes as a whole.
                let shade = tokens.iter().rev().find(|(lower, _, at)| {
                    color
                        && at.end + 1 == place.start
                        && matches!(
                            lower.as_str(),
                            "light" | "dark" | "deep" | "bright" | "pale"
                        )
                });
                if let Some((_, _, at)) = shade {
                    place.start = at.start;
                }
                let from = self.draft.text()[place.clone()].to_owned();
                self.replace(place.clone(), word);
                Done {
                    place,
                    from: Some(from),
                }
            }
            _ => {
                // Colours and materials stand next to the noun, all else comes first, in
                // the order in which it was asked for.
                let first = tokens.iter().find(|(_, kind, place)| {
                    *kind != Some(Kind::Determiner) && self.draft.is_own(place.clone())
                });
                let close = color || said::is_material(word);
                // "Steam locomotive" is one thing to a colour.
                let nouns = tokens.iter().rev().take_while(|(_, kind, place)| {
                    kind.is_none_or(Kind::is_noun) && self.draft.is_own(place.clone())
                });
                let head = nouns.last().map_or(head, |(_, _, place)| place.start);
                let at = if close {
                    head
                } else {
                    first.map_or(head, |(_, _, place)| place.start)
                };
                self.insert_before(at, word);
                Done {
                    place: at..at,
                    from: None,
                }
            }
        };
        self.fix_article();
        let new_phrase = self
            .phrase_around(done.place.start)
            .unwrap_or_else(|| old_phrase.clone());
        self.tell_description(field, &done, word, color, &old_phrase, &new_phrase);
        Ok(true)
    }

    /// A word that is no phrase's own noun gets its adjective, too.
    fn describe_word(&mut self, target: &str, word: &str) -> Option<bool> {
        let reading = self.draft.reading();
        let at = find::word(reading, target)?.place.start;
        let before = reading
            .tokens
            .iter()
            .rev()
            .find(|token| token.place.end <= at)?;
        let color = is_color(word);
        let rival = self.draft.text()[before.place.end..at].trim().is_empty()
            && (apart(&before.lower, word) || (color && before.kind == Some(Kind::Color)));
        if before.lower == word {
            return Some(false);
        }
        let old = before.lower.clone();
        if rival {
            self.replace(before.place.clone(), word);
            self.fix_article();
            let field = self.field_at(&(at - 1..at));
            self.tell(field?, Some(&old), Some(word), Why::Asked);
            return Some(true);
        }
        self.insert_before(at, word);
        self.fix_article();
        let field = self
            .field_at(&(at..at + 1))
            .unwrap_or(SceneField::SubjectAttributes);
        self.tell(
            field,
            Some(target),
            Some(&format!("{word} {target}")),
            Why::Asked,
        );
        Some(true)
    }

    fn insert_before(&mut self, at: usize, word: &str) {
        let next = self.draft.text()[at..]
            .split([' ', ',', '.'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let before = self.draft.text()[..at].trim_end();
        let begins = next.starts_with(char::is_uppercase)
            && (before.is_empty() || before.ends_with(['.', '!', '?']));
        let lower = if begins {
            next.to_lowercase()
        } else {
            next.clone()
        };
        self.replace(at..at + next.len(), &format!("{word} {lower}"));
    }

    /// The words of the phrase at a place.
    fn phrase_around(&self, at: usize) -> Option<String> {
        let found = self.draft.reading().phrases.iter().find(|sorted| {
            let place = &sorted.phrase.place;
            place.start <= at && at <= place.end && !sorted.phrase.head_word.is_empty()
        })?;
        let place = find::noun_place(self.draft.reading(), &found.phrase);
        Some(self.draft.text()[place].to_owned())
    }

    fn tell_description(
        &mut self,
        field: Option<SceneField>,
        done: &Done,
        word: &str,
        color: bool,
        old: &str,
        new: &str,
    ) {
        let from = done.from.as_deref();
        match field {
            // What no field tells of is no look of anybody's.
            None => {}
            Some(SceneField::Subjects) => {
                self.asked(SceneField::SubjectAttributes, from, Some(word));
                self.follows(SceneField::Subjects, Some(old), Some(new));
            }
            // What was asked for is the colour.
            Some(field) if color => self.follows(field, Some(old), Some(new)),
            Some(field) => self.asked(field, Some(old), Some(new)),
        }
        if color {
            // The colour may still be somewhere else in the picture.
            let gone = from.filter(|from| {
                !self.draft.reading().tokens.iter().any(|token| {
                    token.kind == Some(Kind::Color) && token.lower == from.to_lowercase()
                })
            });
            if let Some(gone) = gone {
                for one in gone.split(" and ").skip(1) {
                    self.follows(SceneField::Colors, Some(one), None);
                }
            }
            let first = gone.and_then(|gone| gone.split(" and ").next());
            for (at, one) in word.split(" and ").enumerate() {
                let from = if at == 0 { first } else { None };
                self.tell(SceneField::Colors, from, Some(one), Why::Asked);
            }
        }
    }

    /// Makes "a old" into "an old" wherever the draft has it new.
    pub(super) fn fix_article(&mut self) {
        let text = self.draft.text().to_owned();
        let found: Vec<_> = words(&text);
        let wrong = found.windows(2).find_map(|pair| {
            let article = pair[0].lower.as_str();
            let fits = english::article(&pair[1].lower);
            let plural = lexicon::is_plural(&pair[1].lower)
                && lexicon::kind(&pair[1].lower).is_some_and(Kind::is_noun);
            let wrong = matches!(article, "a" | "an")
                && article != fits
                && !pair[1].after_break
                && !pair[0].quoted
                && !plural;
            let new = !self.draft.is_own(pair[0].place.start..pair[1].place.end);
            (wrong && new).then(|| (pair[0].place.clone(), pair[0].capital, fits))
        });
        if let Some((place, capital, fits)) = wrong {
            let fits = if capital {
                english::capital(fits)
            } else {
                fits.to_owned()
            };
            self.replace(place, &fits);
        }
    }
}
