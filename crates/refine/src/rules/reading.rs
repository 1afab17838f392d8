//! Phrases sorted into the nine fields.

use std::ops::Range;

use worldreel_domain::scene::{Scene, SceneField};

use super::lexicon::Kind;
use super::phrases::{self, Lead, Parsed, Phrase};
use super::times::{self, Time};
use super::tokens::{Token, tokens};

mod about;
#[cfg(test)]
mod tests;

use about::{names_the_picture, says_only_video};

/// What the rules make of a prompt.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) scene: Scene,
    /// The first subject, if the text names one.
    pub(super) subject: Option<Subject>,
    /// How many subjects it names.
    pub(super) subjects: usize,
    /// Whether the scene is under a roof.
    pub(super) indoors: bool,
    /// Whether the text says how the camera sees or moves.
    pub(super) camera: bool,
    /// Whether the text says what look it wants.
    pub(super) look: bool,
    /// Whether any word tells of light, be it part of a name: "a candlelight dinner".
    pub(super) lit: bool,
    /// Words the text denies: "no rain".
    pub(super) denied: Vec<String>,
    /// The phrases in their order, each with the field it tells of.
    pub(super) phrases: Vec<Sorted>,
    /// The words and terms in their order.
    pub(super) tokens: Vec<Token>,
    /// For each token, whether it is denied.
    denied_tokens: Vec<bool>,
    /// The times that are told in numbers, in their order.
    pub(super) times: Vec<Time>,
    /// For each field, where its values stand; one that is said twice stands twice.
    pub(super) places: [Vec<Range<usize>>; 9],
}

/// A phrase and where it went.
#[derive(Debug, Clone)]
pub(super) struct Sorted {
    pub(super) phrase: Phrase,
    /// The field it tells of; `None` when it tells of none.
    pub(super) field: Option<SceneField>,
}

/// Who or what is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The noun in lower case.
    pub(super) noun: String,
    /// What it is; `None` for a noun the tables do not have.
    pub(super) kind: Option<Kind>,
    pub(super) plural: bool,
}

impl Reading {
    /// Whether the text says any of these words or terms.
    pub(super) fn says(&self, wanted: &[&str]) -> bool {
        self.said()
            .any(|token| wanted.contains(&token.lower.as_str()))
    }

    /// The tokens that are neither denied nor quoted.
    fn said(&self) -> impl Iterator<Item = &Token> {
        let all = self.tokens.iter().zip(&self.denied_tokens);
        all.filter(|(token, denied)| !**denied && !token.quoted)
            .map(|(token, _)| token)
    }
}

/// Reads `text`.
pub(super) fn read(text: &str) -> Reading {
    // Options such as ` --seed 42` say nothing about the picture.
    let text = &text[..super::options_start(text)];
    let times = times::times(text);
    let tokens = tokens(&times::blanked(text, &times));
    let parsed = phrases::parse(&tokens);
    let mut sorter = Sorter {
        text,
        fields: Default::default(),
        reading: Reading::default(),
        last: None,
        told: None,
        about_camera: None,
        about_picture: None,
        about_light: None,
        named: Vec::new(),
    };
    let mut fields = Vec::with_capacity(parsed.phrases.len());
    for (at, phrase) in parsed.phrases.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .map(|at| &parsed.phrases[at])
            .filter(|before| before.clause == phrase.clause);
        sorter.last = None;
        sorter.sort(phrase, before);
        fields.push(sorter.last);
        sorter.told = sorter.last;
    }
    sorter.colors(&tokens, &parsed);
    let mut reading = sorter.finish(tokens, parsed, fields);
    reading.times = times;
    reading
}

struct Sorter<'a> {
    text: &'a str,
    /// For each field, the places of its values.
    fields: [Vec<Range<usize>>; 9],
    reading: Reading,
    /// The first field that the phrase in hand went to.
    last: Option<SceneField>,
    /// The field that the phrase before it went to.
    told: Option<SceneField>,
    /// The clause that tells what the camera does.
    about_camera: Option<usize>,
    /// The clause that tells of the picture as a whole.
    about_picture: Option<usize>,
    /// The clause that tells what the light does.
    about_light: Option<usize>,
    /// The nouns of the subjects so far.
    named: Vec<String>,
}

/// Prepositions that go without saying: what is "in a forest" is at the place
/// "a forest", but "under a bridge" is elsewhere than "a bridge".
pub(super) const PLAIN_PLACES: [&str; 8] = [
    "in", "on", "at", "through", "across", "inside", "into", "within",
];

/// Prepositions that give the subject something.
const GIVING: [&str; 3] = ["with", "wearing", "dressed in"];

impl Sorter<'_> {
    fn sort(&mut self, phrase: &Phrase, before: Option<&Phrase>) {
        let acted = before.is_some_and(|b| b.lead == Lead::Act);
        let of_air = self.told.filter(|field| {
            acted && matches!(field, SceneField::Atmosphere | SceneField::Lighting)
        });
        let after_act = acted && of_air.is_none();
        if names_the_picture(phrase) {
            if phrase.lead == Lead::Bare {
                self.about_picture = Some(phrase.clause);
            }
            return;
        }
        if self.about_picture == Some(phrase.clause) && phrase.head.is_none() {
            return;
        }
        if self.goes_on_about_light(phrase, acted) {
            let with_lead = phrase.start..phrase.place.end;
            return self.grow_or_push(SceneField::Lighting, with_lead.clone(), with_lead);
        }
        // "through the frame" tells where in the picture, and nothing about its style.
        if phrase.head_word == "frame" && matches!(phrase.lead, Lead::Preposition(_)) {
            return;
        }
        if phrase.head_word == "camera" && (after_act || phrase.lead == Lead::Act) {
            return self.act(phrase);
        }
        match phrase.head {
            Some(Kind::Camera) => {
                self.reading.camera = true;
                self.grow_or_push(
                    SceneField::Style,
                    phrase.start..phrase.place.end,
                    phrase.place.clone(),
                );
            }
            Some(Kind::Look) if says_only_video(phrase) => {}
            Some(Kind::Look) => {
                self.reading.look = true;
                self.push(SceneField::Style, phrase.place.clone());
            }
            _ if phrase.lead == Lead::Act => self.after_its_subject(phrase, before),
            Some(Kind::Time) => self.push(SceneField::TimeOfDay, phrase.place.clone()),
            Some(Kind::Light) => {
                if phrase.lead == Lead::Bare && before.is_none() {
                    self.about_light = Some(phrase.clause);
                }
                self.push(SceneField::Lighting, phrase.place.clone());
            }
            Some(Kind::Weather | Kind::Season) => {
                self.push(SceneField::Atmosphere, phrase.place.clone());
            }
            Some(Kind::Palette) => self.push(SceneField::Colors, phrase.place.clone()),
            Some(Kind::Place | Kind::Indoors) => self.location(phrase),
            Some(Kind::Ground) if about::falls(phrase, self.text) => {
                self.push(SceneField::Atmosphere, phrase.place.clone());
            }
            None if self.about_camera == Some(phrase.clause) => {
                let with_lead = phrase.start..phrase.place.end;
                self.grow_or_push(SceneField::Style, with_lead.clone(), with_lead);
            }
            _ => match &phrase.lead {
                Lead::Bare | Lead::Act => self.subject(phrase, before),
                // "Smoke rising from the chimney" is one thing.
                Lead::Preposition(_) if let Some(field) = of_air => {
                    let with_lead = phrase.start..phrase.place.end;
                    self.grow_or_push(field, with_lead.clone(), with_lead);
                }
                Lead::Preposition(word) => self.after_preposition(phrase, word, after_act),
            },
        }
    }

    /// A verb belongs to the noun before it: what falls, when rain falls, is weather.
    fn after_its_subject(&mut self, phrase: &Phrase, before: Option<&Phrase>) {
        let field = match before {
            Some(Phrase {
                head: Some(kind),
                lead: Lead::Bare,
                head_word,
                ..
            }) => match kind {
                Kind::Camera => {
                    self.about_camera = Some(phrase.clause);
                    SceneField::Style
                }
                Kind::Light => SceneField::Lighting,
                Kind::Weather => SceneField::Atmosphere,
                Kind::Ground if head_word == "snow" => SceneField::Atmosphere,
                _ => return self.act(phrase),
            },
            _ => return self.act(phrase),
        };
        self.grow_or_push(field, phrase.place.clone(), phrase.place.clone());
    }

    /// "... light comes from one side and draws long shadows": whatever the light of this
    /// clause does, and what it does it to, as long as nothing that has a field of its own
    /// comes between.
    fn goes_on_about_light(&self, phrase: &Phrase, acted: bool) -> bool {
        let plain = matches!(phrase.head, None | Some(Kind::Light));
        let plain = plain || phrase.head_word == "sky";
        let object = plain || phrase.head == Some(Kind::Thing);
        self.about_light == Some(phrase.clause)
            && self.told == Some(SceneField::Lighting)
            && (phrase.lead == Lead::Act
                || (plain && phrase.lead != Lead::Bare)
                || (acted && object))
    }

    /// Whether a phrase speaks of a subject that was named before: "the fox", after "a red
    /// fox".
    fn is_named_again(&self, phrase: &Phrase) -> bool {
        let start = phrase.place.start;
        let definite = ["the ", "this ", "that ", "these ", "those "]
            .iter()
            .any(|word| {
                let end = start + word.len();
                self.text
                    .get(start..end)
                    .is_some_and(|own| own.eq_ignore_ascii_case(word))
            });
        definite
            && phrase.describers.is_none()
            && phrase.participle.is_none()
            && self.named.contains(&phrase.head_word)
    }

    fn act(&mut self, phrase: &Phrase) {
        let with_lead = phrase.start..phrase.place.end;
        self.grow_or_push(SceneField::Actions, with_lead, phrase.place.clone());
    }

    fn location(&mut self, phrase: &Phrase) {
        self.reading.indoors |= phrase.head == Some(Kind::Indoors);
        let plain = match &phrase.lead {
            Lead::Preposition(word) => PLAIN_PLACES.contains(&word.as_str()),
            Lead::Bare | Lead::Act => true,
        };
        let with_lead = phrase.start..phrase.place.end;
        let alone = if plain {
            phrase.place.clone()
        } else {
            with_lead.clone()
        };
        self.grow_or_push(SceneField::Location, with_lead, alone);
    }

    fn after_preposition(&mut self, phrase: &Phrase, word: &str, after_act: bool) {
        if phrase.head_word.is_empty() {
            // "walking up": a part of the verb.
            if after_act {
                self.act(phrase);
            }
            return;
        }
        match phrase.head {
            _ if self.told == Some(SceneField::Subjects) && about::is_mount(phrase, word) => {
                let with_lead = phrase.start..phrase.place.end;
                self.grow_or_push(SceneField::Subjects, with_lead.clone(), with_lead);
            }
            Some(Kind::Garment) if word == "in" || GIVING.contains(&word) => {
                self.push(SceneField::SubjectAttributes, phrase.place.clone());
            }
            Some(Kind::Ground) => self.location(phrase),
            Some(Kind::Person | Kind::Animal | Kind::Vehicle) if word == "with" && !after_act => {
                self.push(SceneField::Subjects, phrase.place.clone());
                self.reading.subjects += 1;
            }
            None if self.told == Some(SceneField::Subjects)
                && about::is_worn(phrase, word, self.text) =>
            {
                self.push(SceneField::SubjectAttributes, phrase.place.clone());
            }
            None if about::comes_along(phrase, word, self.text) => {
                self.push(SceneField::Subjects, phrase.place.clone());
                self.reading.subjects += 1;
            }
            _ if GIVING.contains(&word) && !after_act => {
                self.push(SceneField::SubjectAttributes, phrase.place.clone());
            }
            _ if after_act => self.act(phrase),
            // What is taken from a belt is not seen at it.
            Some(Kind::Thing) if word == "from" && self.told == Some(SceneField::Actions) => {
                self.act(phrase);
            }
            Some(kind) if kind.is_subject() => self.location(phrase),
            None if about::tells_a_manner(phrase) => {}
            None if PLAIN_PLACES.contains(&word) || phrase.capital => self.location(phrase),
            _ => {}
        }
    }

    fn subject(&mut self, phrase: &Phrase, before: Option<&Phrase>) {
        // Whoever says "everything" names nothing.
        if matches!(phrase.head_word.as_str(), "" | "everything") {
            return;
        }
        // A lone unknown word, late in a list of tags, may be anything: to call it a
        // subject would be to invent one.
        let known = phrase.head.is_some() || phrase.determined || phrase.capital;
        if !known && (self.reading.subjects > 0 || before.is_some()) {
            return;
        }
        if self.is_named_again(phrase) {
            self.last.get_or_insert(SceneField::Subjects);
            return;
        }
        self.named.push(phrase.head_word.clone());
        self.push(SceneField::Subjects, phrase.place.clone());
        self.reading.subjects += 1;
        self.reading.subject.get_or_insert_with(|| Subject {
            noun: phrase.head_word.clone(),
            kind: phrase.head,
            plural: phrases::is_plural(phrase),
        });
        if let Some(describers) = &phrase.describers {
            self.push(SceneField::SubjectAttributes, describers.clone());
        }
        if let Some(participle) = &phrase.participle {
            self.push(SceneField::Actions, participle.clone());
        }
    }

    fn colors(&mut self, tokens: &[Token], parsed: &Parsed) {
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != Some(Kind::Color) || token.quoted || parsed.denied_tokens[at] {
                continue;
            }
            let shade = at.checked_sub(1).map(|at| &tokens[at]).filter(|before| {
                ["light", "dark", "deep", "bright", "pale", "burnt"]
                    .contains(&before.lower.as_str())
            });
            let start = shade.map_or(token.place.start, |shade| shade.place.start);
            let place = start..token.place.end;
            let within =
                |other: &Range<usize>| other.start <= place.start && place.end <= other.end;
            if !self.fields[SceneField::Colors as usize].iter().any(within) {
                self.push(SceneField::Colors, place);
            }
        }
    }

    fn push(&mut self, field: SceneField, place: Range<usize>) {
        self.last.get_or_insert(field);
        self.fields[field as usize].push(place);
    }

    /// Lets the field's last value grow when only a blank parts it from `joined`,
    /// else adds `alone`.
    fn grow_or_push(&mut self, field: SceneField, joined: Range<usize>, alone: Range<usize>) {
        if let Some(last) = self.fields[field as usize].last_mut()
            && joined.start >= last.end
            && self.text[last.end..joined.start].chars().all(|c| c == ' ')
        {
            last.end = joined.end;
            self.last.get_or_insert(field);
            return;
        }
        self.push(field, alone);
    }

    fn finish(
        mut self,
        tokens: Vec<Token>,
        parsed: Parsed,
        fields: Vec<Option<SceneField>>,
    ) -> Reading {
        for field in SceneField::ALL {
            let mut values: Vec<&str> = Vec::new();
            for place in &self.fields[field as usize] {
                let value = self.text[place.clone()].trim();
                let known = values.iter().any(|v| v.eq_ignore_ascii_case(value));
                if !value.is_empty() && !known {
                    values.push(value);
                }
            }
            self.reading.scene.set(field, &values.join(", "));
        }
        self.reading.denied = parsed.denied;
        self.reading.phrases = parsed
            .phrases
            .into_iter()
            .zip(fields)
            .map(|(phrase, field)| Sorted { phrase, field })
            .collect();
        self.reading.tokens = tokens;
        self.reading.denied_tokens = parsed.denied_tokens;
        let lit = self
            .reading
            .said()
            .any(|token| token.kind == Some(Kind::Light));
        self.reading.lit = lit;
        self.reading.places = self.fields;
        self.reading
    }
}
