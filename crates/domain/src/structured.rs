//! A structured prompt of Cosmos3 read back: the inverse of what [`sent`](crate::sent) makes.

use serde_json::{Map, Value};

use crate::prompt::{Prompt, PromptError};
use crate::scene::Seconds;
use crate::scene::detail::{Aesthetics, Camera, Detail, Lighting, Segment, Subject, TimedAction};
use crate::spec::Size;

/// What a structured prompt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structured {
    /// The prompt: its `temporal_caption`.
    pub prompt: Prompt,
    /// Its parts, belonging to the prompt.
    pub detail: Detail,
    /// The picture's size, from `resolution`.
    pub size: Option<Size>,
    /// Frames per second.
    pub fps: Option<u32>,
    /// How many frames its `duration` is at this rate.
    pub frames: Option<u32>,
    /// Names that mean nothing here, nested ones with dots.
    pub ignored: Vec<String>,
}

/// The name whose value is the prompt.
pub const PROMPT_NAME: &str = "temporal_caption";

/// Reads a structured prompt. It is lenient: what is of another kind than expected is left
/// out and named with what means nothing here.
///
/// # Errors
///
/// [`PromptError`] when its `temporal_caption` is no prompt.
pub fn read(object: &Map<String, Value>) -> Result<Structured, PromptError> {
    let caption = object.get(PROMPT_NAME).and_then(Value::as_str);
    let prompt: Prompt = caption.unwrap_or_default().parse()?;
    let mut reader = Reader::default();
    let mut detail = Detail::default();
    let (mut size, mut fps, mut duration) = (None, None, None);
    for (name, value) in object {
        match (name.as_str(), value) {
            (PROMPT_NAME | "aspect_ratio", _) => {}
            ("subjects", Value::Array(all)) => detail.subjects = reader.subjects(all),
            ("background_setting", _) => detail.background = reader.text(name, value),
            ("lighting", Value::Object(own)) => detail.lighting = reader.lighting(own),
            ("aesthetics", Value::Object(own)) => detail.aesthetics = reader.aesthetics(own),
            ("cinematography", Value::Object(own)) => detail.camera = reader.camera(own),
            ("actions", Value::Array(all)) => detail.actions = reader.actions(all),
            ("segments", Value::Array(all)) => detail.segments = reader.segments(all),
            ("resolution", Value::Object(own)) => size = resolution(own),
            ("fps", _) => fps = whole(value),
            ("duration", Value::String(text)) => duration = seconds(text),
            _ => reader.ignore(name),
        }
    }
    let frames = duration.zip(fps).and_then(|(long, fps): (Seconds, u32)| {
        let frames = u64::from(long.ms()) * u64::from(fps) / 1_000;
        u32::try_from(frames).ok().filter(|frames| *frames > 0)
    });
    Ok(Structured {
        detail: detail.belonging_to(&prompt),
        prompt,
        size,
        fps,
        frames,
        ignored: reader.ignored,
    })
}

/// What is written where there is nothing to say.
const NOTHING: [&str; 4] = ["none", "n/a", "unknown", "null"];

#[derive(Default)]
struct Reader {
    ignored: Vec<String>,
}

impl Reader {
    fn ignore(&mut self, name: &str) {
        if !self.ignored.iter().any(|own| own == name) {
            self.ignored.push(name.to_owned());
        }
    }

    /// A value in words; one that says nothing is absent.
    fn text(&mut self, name: &str, value: &Value) -> Option<String> {
        let Value::String(text) = value else {
            if !value.is_null() {
                self.ignore(name);
            }
            return None;
        };
        let said =
            !text.trim().is_empty() && !NOTHING.contains(&text.trim().to_lowercase().as_str());
        said.then(|| text.clone())
    }

    /// The values of an object by these names.
    fn texts<const N: usize>(
        &mut self,
        place: &str,
        own: &Map<String, Value>,
        names: [&str; N],
    ) -> [Option<String>; N] {
        let rest = own.keys().filter(|name| !names.contains(&name.as_str()));
        for name in rest {
            self.ignore(&format!("{place}.{name}"));
        }
        names.map(|name| self.text(&format!("{place}.{name}"), own.get(name)?))
    }

    fn subjects(&mut self, all: &[Value]) -> Vec<Subject> {
        let mut found = Vec::with_capacity(all.len());
        for value in all {
            let Value::Object(own) = value else {
                found.extend(self.text("subjects", value).map(|description| Subject {
                    description,
                    ..Subject::default()
                }));
                continue;
            };
            let [description, appearance, pose, action, state_changes] = self.texts(
                "subjects",
                own,
                [
                    "description",
                    "appearance_details",
                    "pose",
                    "action",
                    "state_changes",
                ],
            );
            found.extend(description.map(|description| Subject {
                description,
                appearance,
                pose,
                action,
                state_changes,
            }));
        }
        found
    }

    fn lighting(&mut self, own: &Map<String, Value>) -> Lighting {
        let names = ["conditions", "direction", "shadows"];
        let [conditions, direction, shadows] = self.texts("lighting", own, names);
        Lighting {
            conditions,
            direction,
            shadows,
        }
    }

    fn aesthetics(&mut self, own: &Map<String, Value>) -> Aesthetics {
        let names = ["composition", "color_scheme", "mood_atmosphere"];
        let [composition, color_scheme, mood] = self.texts("aesthetics", own, names);
        Aesthetics {
            composition,
            color_scheme,
            mood,
        }
    }

    fn camera(&mut self, own: &Map<String, Value>) -> Camera {
        let [motion, framing, angle, depth_of_field, lens] = self.texts(
            "cinematography",
            own,
            [
                "camera_motion",
                "framing",
                "camera_angle",
                "depth_of_field",
                "lens_focal_length",
            ],
        );
        Camera {
            motion,
            framing,
            angle,
            depth_of_field,
            lens,
        }
    }

    fn actions(&mut self, all: &[Value]) -> Vec<TimedAction> {
        let mut found = Vec::with_capacity(all.len());
        for own in all.iter().filter_map(Value::as_object) {
            let [time, description] = self.texts("actions", own, ["time", "description"]);
            let (from_s, to_s) = match time.as_deref().map(times) {
                Some(Some((from, to))) => (Some(from), to),
                Some(None) => {
                    self.ignore("actions.time");
                    (None, None)
                }
                None => (None, None),
            };
            found.extend(description.map(|description| TimedAction {
                from_s,
                to_s,
                description,
            }));
        }
        found
    }

    fn segments(&mut self, all: &[Value]) -> Vec<Segment> {
        let mut found = Vec::with_capacity(all.len());
        for own in all.iter().filter_map(Value::as_object) {
            let mut own = own.clone();
            // Its place in the list says it.
            own.remove("segment_index");
            let names = ["time_range", "description"];
            let [time, description] = self.texts("segments", &own, names);
            match (time.as_deref().and_then(times), description) {
                (Some((from_s, Some(to_s))), Some(description)) => found.push(Segment {
                    from_s,
                    to_s,
                    description,
                }),
                _ => self.ignore("segments"),
            }
        }
        found
    }
}

fn resolution(own: &Map<String, Value>) -> Option<Size> {
    Some(Size::new(
        own.get("W").and_then(whole)?,
        own.get("H").and_then(whole)?,
    ))
}

/// A whole number above 0, also as a float.
fn whole(value: &Value) -> Option<u32> {
    let number = value.as_f64()?;
    let fits = number.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within its bounds"
    )]
    fits.then_some(number as u32)
}

/// `0:02`, `0:02-0:04.5`, `2s-4s`: from when, and to when where it says so.
fn times(text: &str) -> Option<(Seconds, Option<Seconds>)> {
    let mut parts = text.split(['-', '\u{2013}']);
    let from = seconds(parts.next()?)?;
    let to = parts.next().map(seconds);
    match (to, parts.next()) {
        (None, _) => Some((from, None)),
        (Some(Some(to)), None) => Some((from, Some(to))),
        _ => None,
    }
}

/// `0:02.5` or `2.5s`.
fn seconds(text: &str) -> Option<Seconds> {
    let text = text.trim().trim_end_matches('s').trim_end();
    let (minutes, rest) = text.split_once(':').unwrap_or(("0", text));
    let plain = |own: &str| !own.is_empty() && own.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain(minutes) || !plain(rest) {
        return None;
    }
    let minutes: u32 = minutes.parse().ok()?;
    let rest: f64 = rest.parse().ok()?;
    let ms = (f64::from(minutes) * 60.0 + rest) * 1_000.0;
    if !(0.0..=86_400_000.0).contains(&ms) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within a day, and not below 0"
    )]
    Seconds::from_ms(ms.round() as u32)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_structured_prompt_is_read_leniently_and_names_what_it_leaves_out() {
        let value = json!({
            "subjects": [
                {"description": "a fox", "clothing": "", "pose": "None", "action": "runs"},
                {"appearance_details": "red"}, "a hare", 7,
            ],
            "style_medium": "live action",
            "lighting": {"conditions": "dusk", "illumination_effect": "glow"},
            "actions": [
                {"time": "0:02", "description": "it leaps"},
                {"time": "soon", "description": "it lands"},
            ],
            "segments": [
                {"segment_index": 1, "time_range": "0s-2.5s", "description": "it runs"},
                {"time_range": "later", "description": "it rests"},
            ],
            "temporal_caption": " a fox runs ",
            "resolution": {"H": 720, "W": 1280}, "duration": "7s", "fps": 24.0,
            "aspect_ratio": "16,9",
        });
        let read = read(value.as_object().unwrap()).unwrap();
        assert_eq!(read.prompt.as_str(), "a fox runs");
        assert!(read.detail.belongs_to(&read.prompt));
        let told: Vec<_> = read.detail.values().collect();
        let told: Vec<_> = told
            .iter()
            .map(|(path, value)| format!("{path}={value}"))
            .collect();
        assert_eq!(
            told,
            [
                "subjects[0].description=a fox",
                "subjects[0].action=runs",
                "subjects[1].description=a hare",
                "lighting.conditions=dusk",
                "actions[0].description=it leaps",
                "actions[1].description=it lands",
                "segments[0].description=it runs",
            ]
        );
        assert_eq!(
            read.detail.segments[0].to_s,
            Seconds::from_ms(2_500).unwrap()
        );
        assert_eq!(read.size, Some(Size::new(1280, 720)));
        assert_eq!((read.fps, read.frames), (Some(24), Some(168)));
        let mut ignored = read.ignored;
        ignored.sort();
        assert_eq!(
            ignored,
            [
                "actions.time",
                "lighting.illumination_effect",
                "segments",
                "style_medium",
                "subjects",
                "subjects.clothing",
            ]
        );
    }

    #[test]
    fn without_a_caption_it_is_no_prompt() {
        let value = json!({"subjects": [{"description": "a fox"}], "temporal_caption": " "});
        assert_eq!(read(value.as_object().unwrap()), Err(PromptError::Blank));
    }
}
