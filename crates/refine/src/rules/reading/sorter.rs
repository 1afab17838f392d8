//! Each phrase to the field it tells of.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use super::super::lexicon::Kind;
use super::super::phrases::{self, Lead, Phrase};
use super::about::{self, names_the_picture, says_only_video};
use super::{Reading, Subject};

/// A reading while it is made.
pub(super) struct Sorter<'a> {
    pub(super) text: &'a str,
    /// For each field, the places of its values.
    pub(super) fields: [Vec<Range<usize>>; 9],
    pub(super) reading: Reading,
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
pub(in crate::rules) const PLAIN_PLACES: [&str; 8] = [
    "in", "on", "at", "through", "across", "inside", "into", "within",
];
/// Prepositions that give the subject something.
const GIVING: [&str; 3] = ["with", "wearing", "dressed in"];
impl<'a> Sorter<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            fields: Default::default(),
            reading: Reading::default(),
            last: None,
            told: None,
            about_camera: None,
            about_picture: None,
            about_light: None,
            named: Vec::new(),
        }
    }

    /// Sorts all phrases; for each the field it tells of.
    pub(super) fn all(&mut self, phrases: &[Phrase]) -> Vec<Option<SceneField>> {
        let mut fields = Vec::with_capacity(phrases.len());
        for (at, phrase) in phrases.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .map(|at| &phrases[at])
                .filter(|before| before.clause == phrase.clause);
            self.last = None;
            self.sort(phrase, before);
            fields.push(self.last);
            self.told = self.last;
        }
        fields
    }

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
        if self.told == Some(SceneField::Style) && about::leads_the_camera(phrase, before) {
            let with_lead = phrase.start..phrase.place.end;
            return self.grow_or_push(SceneField::Style, with_lead.clone(), with_lead);
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
            Some(Kind::Look) if says_only_video(phrase, self.text) => {}
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
            // "Birds in the sky": that is where they are.
            Some(Kind::Weather) if about::is_the_sky(phrase, self.text) => self.location(phrase),
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
            None | Some(Kind::Thing) if about::comes_along(phrase, word, self.text) => {
                self.push(SceneField::Subjects, phrase.place.clone());
                self.reading.subjects += 1;
            }
            _ if GIVING.contains(&word) && !after_act => {
                self.push(SceneField::SubjectAttributes, phrase.place.clone());
            }
            // "With a cup in her hand": that is how she has it.
            Some(Kind::Thing)
                if self.told == Some(SceneField::SubjectAttributes)
                    && about::is_of_the_body(phrase) =>
            {
                let with_lead = phrase.start..phrase.place.end;
                self.grow_or_push(SceneField::SubjectAttributes, with_lead.clone(), with_lead);
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
    pub(super) fn push(&mut self, field: SceneField, place: Range<usize>) {
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
}
