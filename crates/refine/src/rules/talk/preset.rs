//! A preset put on a prompt, as if the user had asked for each of its phrases.

use worldreel_domain::scene::SceneField;

use crate::diff::{CharSpan, TextChange};
use crate::rules::{language, memory, options_start};
use crate::talk::{Asked, Edited, NotChanged, NotDone};
use crate::vary::Axis;

use super::parts::Part;
use super::wish::Wish;
use super::{Talk, chars, values};

/// What the rules make of a preset's phrases, each of which is told with `reason`.
pub(in crate::rules) fn edit(asked: &Asked<'_>, phrases: &[String], reason: &str) -> Edited {
    if !language::is_english(asked.prompt.as_str()) {
        return at_the_end(asked, phrases, reason);
    }
    let mut talk = Talk::new(asked);
    for phrase in phrases {
        let (axis, text) = parts(phrase);
        let part = Part {
            said: text.to_owned(),
            wishes: Some(vec![wish(axis, text)]),
        };
        talk.part(part, &format!("{reason}: {text}"));
    }
    talk.told()
}

/// A phrase without the axis that it may be written with: "camera: a slow push in".
fn parts(phrase: &str) -> (Option<Axis>, &str) {
    let named = phrase.split_once(':').and_then(|(axis, text)| {
        let axis = axis.trim().to_lowercase().replace(' ', "_");
        Some((Axis::from_name(&axis)?, text.trim()))
    });
    match named {
        Some((axis, text)) if !text.is_empty() => (Some(axis), text),
        _ => (None, phrase.trim()),
    }
}

/// What the tables have takes the place of what it excludes; other words are added.
fn wish(axis: Option<Axis>, text: &str) -> Wish {
    let name = text.to_lowercase().replace('-', " ");
    let known = match axis {
        Some(axis) => values::named_on(axis, &name),
        None => values::named(&name),
    };
    match known {
        Some(value) => Wish::Set(value),
        None => Wish::Phrase {
            axis: axis.unwrap_or_else(|| axis_of(text)),
            text: text.to_owned(),
        },
    }
}

/// What a phrase tells of, as the rules read it.
fn axis_of(text: &str) -> Axis {
    let reading = memory::read(text);
    let first = reading
        .scene
        .filled()
        .map(|(field, _)| field)
        .find(|field| {
            // What is seen is no look.
            !matches!(
                field,
                SceneField::Subjects | SceneField::SubjectAttributes | SceneField::Actions
            )
        });
    match first {
        Some(SceneField::Lighting) => Axis::Lighting,
        Some(SceneField::Atmosphere) => Axis::Weather,
        Some(SceneField::Colors) => Axis::Colors,
        Some(SceneField::TimeOfDay) => Axis::TimeOfDay,
        Some(SceneField::Style) if reading.camera => Axis::Camera,
        _ => Axis::Style,
    }
}

/// In a language that the rules can't read nothing is taken out: the phrases come last.
fn at_the_end(asked: &Asked<'_>, phrases: &[String], reason: &str) -> Edited {
    let text = asked.prompt.as_str();
    let own = &text[..options_start(text)];
    let start = chars(own.trim_end_matches(['.', ' ', '\u{3002}']));
    let lower = text.to_lowercase();
    let (mut text_changes, mut not_done) = (Vec::new(), Vec::new());
    for phrase in phrases {
        let (_, words) = parts(phrase);
        if lower.contains(&words.to_lowercase()) {
            not_done.push(NotDone {
                part: words.to_owned(),
                why: NotChanged::AlreadySo {
                    what: words.to_owned(),
                },
            });
        } else {
            text_changes.push(TextChange {
                from: String::new(),
                to: format!(", {words}"),
                why: format!("{reason}: {words}"),
                at: CharSpan { start, end: start },
            });
        }
    }
    if text_changes.is_empty() {
        let why = not_done
            .first()
            .map_or(NotChanged::NotUnderstood, |first| first.why.clone());
        return Edited::NotChanged { why, not_done };
    }
    Edited::Changed {
        text_changes,
        changes: Vec::new(),
        not_done,
    }
}
