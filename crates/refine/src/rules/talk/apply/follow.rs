//! What follows from a change: no noon sun at night. The smallest set, each told as such.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::vary::Axis;

use super::Work;

/// Words of the day, each with its word of the night.
const DAY_NIGHT: &[(&str, &str)] = &[
    ("sunlight", "moonlight"),
    ("sunshine", "moonlight"),
    ("daylight", "moonlight"),
    ("sun", "moon"),
    ("sunlit", "moonlit"),
    ("sun drenched", "moonlit"),
    ("sun kissed", "moonlit"),
    ("sunbeams", "moonbeams"),
    ("sun rays", "moonbeams"),
    ("noon sun", "moon"),
    ("midday sun", "moon"),
    ("morning sun", "moon"),
    ("evening sun", "moon"),
    ("setting sun", "moon"),
    ("rising sun", "moon"),
    ("low sun", "moon"),
    ("blue sky", "night sky"),
    ("sunset sky", "night sky"),
    ("sunset glow", "moonlight"),
    ("dawn light", "moonlight"),
    ("golden light", "moonlight"),
];

/// Words of the night, each with its word of the day.
const NIGHT_DAY: &[(&str, &str)] = &[
    ("moonlight", "sunlight"),
    ("moonlit", "sunlit"),
    ("moon", "sun"),
    ("full moon", "sun"),
    ("crescent moon", "sun"),
    ("moonbeams", "sunbeams"),
    ("starlight", "sunlight"),
    ("starlit", "sunlit"),
    ("night sky", "clear sky"),
    ("starry sky", "clear sky"),
    ("night light", "daylight"),
    ("starry", "clear"),
];

/// Words of high noon, each with its word of a low sun.
const HIGH_LOW: &[(&str, &str)] = &[
    ("noon sun", "low sun"),
    ("midday sun", "low sun"),
    ("high sun", "low sun"),
    ("noon light", "low light"),
];

/// The rules' own sentences about light, each with the times it fits.
const SENTENCES: &[(&str, &[&str])] = &[
    (
        "Low, warm light comes from one side and draws long shadows",
        &["low"],
    ),
    (
        "High sunlight falls from above and draws short, clear shadows",
        &["day"],
    ),
    (
        "Dim, cool night light picks out the edges and leaves deep shadows",
        &["dark"],
    ),
    (
        "The last soft, bluish light of the sky falls evenly on everything",
        &["dim"],
    ),
    (
        "Soft natural light falls from one side and gives everything shape",
        &["day", "low"],
    ),
];

/// Times of day within light: "soft morning light".
fn times_of_light(token: &str) -> Option<&'static Value> {
    values::named_on(Axis::TimeOfDay, token)
}

impl Work {
    /// Makes what follows from a value that was just set.
    pub(super) fn consequences(&mut self, value: &'static Value) {
        match value.axis {
            Axis::TimeOfDay => self.light_for(value),
            Axis::Weather if value.group == "clear" && value.told() == "sunny weather" => {
                self.sun_needs_day();
            }
            Axis::Weather if matches!(value.group, "wet" | "snow" | "fog" | "cloud" | "storm") => {
                self.no_bright_sun(value);
            }
            _ => {}
        }
    }

    fn light_for(&mut self, time: &'static Value) {
        self.because(&format!("so that the light fits {}", time.told()));
        self.light_sentence(time);
        let words = match time.group {
            "dark" => DAY_NIGHT,
            "day" | "low" => NIGHT_DAY,
            _ => &[],
        };
        self.change_words(words, time);
        if matches!(time.group, "low" | "dim") {
            self.change_words(HIGH_LOW, time);
        }
        if time.group == "dark" {
            self.no_sunny();
        }
        self.time_in_light(time);
    }

    /// Our own sentence about the light of another time gives way to the one that fits.
    fn light_sentence(&mut self, time: &'static Value) {
        let fitting = SENTENCES
            .iter()
            .find(|(_, groups)| groups.contains(&time.group));
        let wrong = SENTENCES
            .iter()
            .filter(|(_, groups)| !groups.contains(&time.group))
            .find_map(|(sentence, _)| Some((self.draft.text().find(sentence)?, *sentence)));
        if let (Some((new, _)), Some((at, old))) = (fitting, wrong) {
            let told = self.light_told(old);
            self.replace(at..at + old.len(), new);
            let told = told.as_deref();
            self.follows(
                SceneField::Lighting,
                told,
                told.and(new.split(" falls ").next()),
            );
        }
    }

    /// The value of the scene's light that a sentence of the prompt is about.
    fn light_told(&self, sentence: &str) -> Option<String> {
        let lower = sentence.to_lowercase();
        self.scene
            .get(SceneField::Lighting)?
            .split(", ")
            .find(|part| lower.contains(&part.to_lowercase()))
            .map(str::to_owned)
    }

    fn change_words(&mut self, words: &[(&str, &str)], time: &'static Value) {
        for _ in 0..8 {
            let reading = self.draft.reading();
            let found = reading.tokens.iter().find_map(|token| {
                let lower = token.lower.as_str();
                let (_, new) = words.iter().find(|(old, _)| *old == lower)?;
                (!token.quoted && !self.denies(&token.lower)).then(|| (token.place.clone(), *new))
            });
            let Some((place, new)) = found else { return };
            let (place, new) = self.with_brightness(place, new, time);
            let old = self.draft.text()[place.clone()].to_owned();
            let field = self.field_at(&place);
            self.replace(place, &new);
            self.fix_article();
            if let Some(field) = field {
                self.follows(field, Some(&old), Some(&new));
            }
        }
    }

    /// "Bright noon sun" is one thing that gives way as a whole.
    fn with_brightness(
        &self,
        place: Range<usize>,
        new: &str,
        time: &Value,
    ) -> (Range<usize>, String) {
        let bright = [
            "bright",
            "harsh",
            "hot",
            "strong",
            "brilliant",
            "warm",
            "golden",
            "noon",
            "midday",
            "morning",
            "afternoon",
            "evening",
            "high",
            "blazing",
            "hard",
        ];
        let dim = [
            "dim", "cold", "cool", "pale", "silver", "night", "midnight", "silvery",
        ];
        let gone: &[&str] = if time.group != "day" && new != "sun" {
            &bright
        } else {
            &dim
        };
        let tokens = &self.draft.reading().tokens;
        let mut start = place.start;
        for token in tokens
            .iter()
            .rev()
            .filter(|token| token.place.end <= place.start)
        {
            let next = self.draft.text()[token.place.end..start].trim() == "";
            if !next || !gone.contains(&token.lower.as_str()) {
                break;
            }
            start = token.place.start;
        }
        (start..place.end, new.to_owned())
    }

    fn denies(&self, word: &str) -> bool {
        self.draft
            .reading()
            .denied
            .iter()
            .any(|denied| denied == word)
    }

    /// "Soft morning light" at night is soft moonlight.
    fn time_in_light(&mut self, time: &'static Value) {
        let reading = self.draft.reading();
        let found = reading.tokens.windows(2).find_map(|pair| {
            let named = times_of_light(&pair[0].lower)?;
            let light = matches!(pair[1].lower.as_str(), "light" | "lighting" | "glow")
                && !pair[1].after_break;
            let other = named.group != time.group;
            (light && other && !pair[0].quoted).then(|| pair[0].place.start..pair[1].place.end)
        });
        let Some(place) = found else { return };
        let new = match time.group {
            "dark" => "moonlight".to_owned(),
            "day" => "daylight".to_owned(),
            _ => format!("{} light", time.told()),
        };
        let (place, new) = match time.group {
            "dark" | "day" => self.with_brightness(place, &new, time),
            _ => (place, new),
        };
        let old = self.draft.text()[place.clone()].to_owned();
        self.replace(place, &new);
        self.fix_article();
        self.follows(SceneField::Lighting, Some(&old), Some(&new));
    }

    /// The sun does not shine at night.
    fn no_sunny(&mut self) {
        let reading = self.draft.reading();
        let at = reading
            .tokens
            .iter()
            .position(|token| token.lower == "sunny" && !token.quoted);
        let Some(at) = at else { return };
        let token = &reading.tokens[at];
        let place = token.place.clone();
        let next = reading.tokens.get(at + 1).filter(|next| !next.after_break);
        let weather = next.is_some_and(|next| next.kind == Some(Kind::Weather));
        let field = self.field_at(&place);
        if weather || next.is_none() {
            self.replace(place, "clear");
            self.follows(SceneField::Atmosphere, Some("sunny"), Some("clear"));
        } else {
            self.remove(place);
            self.fix_article();
            self.follows(field.unwrap_or(SceneField::Atmosphere), Some("sunny"), None);
        }
    }

    /// Sunny weather needs a day.
    fn sun_needs_day(&mut self) {
        let dark = self.draft.reading().phrases.iter().any(|sorted| {
            sorted.field == Some(SceneField::TimeOfDay) && {
                let words = find::words(self.draft.reading(), &sorted.phrase.place);
                values::groups(Axis::TimeOfDay, &words).contains(&"dark")
            }
        });
        let told = self
            .scene
            .get(SceneField::TimeOfDay)
            .and_then(|time| values::named_on(Axis::TimeOfDay, time));
        if !dark && told.is_none_or(|time| time.group != "dark") {
            return;
        }
        let Some(day) = values::named_on(Axis::TimeOfDay, "day") else {
            return;
        };
        let asked = self.told.len();
        self.because("the sun shines by day");
        let _ = self.set(day);
        for told in &mut self.told[asked..] {
            told.why = crate::talk::Why::Follows;
        }
    }

    /// No bright sunlight in the rain.
    fn no_bright_sun(&mut self, value: &'static Value) {
        let reading = self.draft.reading();
        let found = reading.phrases.iter().find(|sorted| {
            let words = find::tokens(reading, &sorted.phrase.place);
            sorted.field == Some(SceneField::Lighting)
                && words.iter().any(|token| {
                    matches!(
                        token.lower.as_str(),
                        "sunlight" | "sun" | "sunshine" | "noon sun" | "midday sun" | "sunbeams"
                    )
                })
        });
        let Some(sorted) = found else { return };
        let place = sorted.phrase.place.clone();
        let old = self.draft.text()[place.clone()].to_owned();
        self.because(&format!("so that the light fits {}", value.told()));
        self.replace(place, "soft grey light");
        self.follows(SceneField::Lighting, Some(&old), Some("soft grey light"));
    }
}
