//! How a step can be carried out in the text, the likeliest first.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Form, Kind};
use crate::rules::phrases::Lead;
use crate::rules::reading::{PLAIN_PLACES, Reading, Sorted};
use crate::rules::talk::apply::{Way, Work, lead_for, plain};
use crate::rules::talk::said::Said;
use crate::rules::talk::wish::Wish;
use crate::rules::talk::{english, find, values};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::parts::{self, Source};
use super::steps::Step;

/// The ways to carry out a step.
///
/// # Errors
///
/// When what is to change is not there.
pub(super) fn of(
    work: &Work,
    field: SceneField,
    source: Source,
    step: &Step,
) -> Result<Vec<Way>, NotChanged> {
    let (text, reading) = (work.draft.text(), work.draft.reading());
    let standing = |what: &str| {
        let places = parts::places(text, reading, field, source, what);
        match places.is_empty() {
            true => Err(NotChanged::NotInTheText {
                what: what.to_owned(),
            }),
            false => Ok(places),
        }
    };
    Ok(match step {
        Step::Turn { from, to } => turn(reading, text, field, &standing(from)?, to),
        Step::Leave(what) => leave(reading, text, field, &standing(what)?, what),
        Step::Bring(what) => bring(work, field, what),
    })
}

/// The phrase that begins where a value stands, with or without its preposition.
fn phrase_at<'a>(reading: &'a Reading, place: &Range<usize>) -> Option<&'a Sorted> {
    reading.phrases.iter().find(|sorted| {
        let phrase = &sorted.phrase;
        phrase.start == place.start || phrase.place.start == place.start
    })
}

/// The same words in all places.
fn put(places: &[Range<usize>], to: &str) -> Way {
    Way::Put(
        places
            .iter()
            .map(|place| (place.clone(), to.to_owned()))
            .collect(),
    )
}

/// A value with the preposition before it.
fn led(places: &[Range<usize>], reading: &Reading) -> Vec<Range<usize>> {
    let with_lead = |place: &Range<usize>| {
        let start = phrase_at(reading, place).map_or(place.start, |sorted| sorted.phrase.start);
        start..place.end
    };
    places.iter().map(with_lead).collect()
}

fn turn(
    reading: &Reading,
    text: &str,
    field: SceneField,
    places: &[Range<usize>],
    to: &str,
) -> Vec<Way> {
    let mut ways = Vec::new();
    let with_leads = led(places, reading);
    let first = places.first().and_then(|place| phrase_at(reading, place));
    if let (Some(sorted), [place]) = (first, places) {
        let phrase = &sorted.phrase;
        let own = text[phrase.start..phrase.place.start].trim();
        let after_lead = matches!(phrase.lead, Lead::Preposition(_));
        match field {
            SceneField::Subjects if phrase.place == *place => {
                ways.push(Way::Turn(Box::new(phrase.clone()), to.to_owned()));
            }
            SceneField::Actions => {
                ways.extend(in_form(to, &text[place.clone()]).map(|to| put(places, &to)));
            }
            SceneField::Location if after_lead && !begins_with_lead(to) => {
                let lead = fitting(own, lead_for(to));
                ways.push(put(&with_leads, format!("{lead} {to}").trim()));
            }
            _ if after_lead && begins_with_lead(to) => ways.push(put(&with_leads, to)),
            _ if after_lead => {
                let known = known(field, to).filter(|value| !value.lead.is_empty());
                let led = known.map(|value| phrase_of(value, to));
                ways.extend(led.map(|to| put(&with_leads, &to)));
            }
            _ => {}
        }
    }
    ways.push(put(places, to));
    ways.push(put(&with_leads, to));
    ways
}

/// The preposition that another place gets: its own, where it goes with most places.
fn fitting<'a>(own: &'a str, wanted: &'static str) -> &'a str {
    let of_rest = ["in", "on", "at"].contains(&own) || !PLAIN_PLACES.contains(&own);
    if wanted == "in" && !of_rest {
        own
    } else {
        wanted
    }
}

/// A value of the tables with its preposition: in the user's words, where they can stand
/// for it.
fn phrase_of(value: &values::Value, what: &str) -> String {
    let last = |words: &str| words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    if plain(value.value) == plain(what) || last(value.value) != last(what) {
        return value.phrase();
    }
    format!("{} {what}", value.lead).trim().to_owned()
}

fn begins_with_lead(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    lexicon::kind(&first) == Some(Kind::Preposition)
}

/// A verb in the form of the one in whose place it comes.
fn in_form(to: &str, old: &str) -> Option<String> {
    let (verb, rest) = to.split_once(' ').unwrap_or((to, ""));
    let verb = verb.to_lowercase();
    if !lexicon::is_base(&verb) {
        return None;
    }
    let old = old.split(' ').next().unwrap_or_default().to_lowercase();
    let verb = match lexicon::finite(&old) {
        Some(form) => english::finite(&verb, matches!(form, Form::Plural)),
        None => english::gerund(&verb),
    };
    Some(format!("{verb} {rest}").trim_end().to_owned())
}

fn leave(
    reading: &Reading,
    text: &str,
    field: SceneField,
    places: &[Range<usize>],
    what: &str,
) -> Vec<Way> {
    let wish = Way::Wish(Wish::Remove {
        what: what.to_owned(),
        say: false,
    });
    if field == SceneField::Subjects {
        return vec![wish];
    }
    let with_leads = led(places, reading);
    let joined = with_leads.iter().any(|place| {
        let before = text[..place.start].trim_end().to_lowercase();
        let after = text[place.end..].trim_start().to_lowercase();
        before.ends_with(" and") || after.starts_with("and ")
    });
    let mut ways = vec![put(&with_leads, ""), put(places, "")];
    ways.insert(if joined { 0 } else { 2 }, wish);
    ways
}

fn bring(work: &Work, field: SceneField, what: &str) -> Vec<Way> {
    let mut ways = match field {
        SceneField::Subjects => bring_subject(work, what),
        SceneField::SubjectAttributes => bring_attribute(what),
        SceneField::Actions => bring_action(work, what),
        SceneField::Location => {
            let lead = if begins_with_lead(what) {
                ""
            } else {
                lead_for(what)
            };
            let led = format!("{lead} {what}").trim().to_owned();
            vec![Way::Append(led.clone()), Way::Tag(led)]
        }
        _ => Vec::new(),
    };
    if let Some(value) = known(field, what) {
        let phrase = phrase_of(value, what);
        ways.push(match value.axis {
            Axis::TimeOfDay => Way::Append(phrase),
            _ => Way::Tag(phrase),
        });
    }
    ways.push(Way::Tag(what.to_owned()));
    let free = axes(field).map(|axis| {
        Way::Wish(Wish::SetFree {
            axis,
            text: what.to_owned(),
        })
    });
    let leads: &[&str] = match field {
        SceneField::TimeOfDay => &["at", "in", "on"],
        SceneField::Lighting => &["under", "in", "with"],
        SceneField::Atmosphere => &["in", "with"],
        SceneField::Colors | SceneField::Style => &["in", "with", "as"],
        _ => &[],
    };
    let led = leads.iter().map(|lead| Way::Tag(format!("{lead} {what}")));
    // "Pastel" needs a noun after it, and "a thin haze" none.
    if Said::new(what).describers().is_some() || field == SceneField::Style {
        ways.extend(free.chain(led));
    } else {
        ways.extend(led.chain(free));
    }
    ways
}

/// The axes whose values a field tells of.
fn axes(field: SceneField) -> impl Iterator<Item = Axis> {
    let free = [Axis::Style, Axis::Lighting, Axis::Weather, Axis::Colors];
    free.into_iter()
        .filter(move |axis| find::field_of(*axis) == field)
}

/// The value of the tables that some words name.
fn known(field: SceneField, what: &str) -> Option<&'static values::Value> {
    let name = what.to_lowercase().replace('-', " ");
    let plain = Said::new(&name).bare().line();
    Axis::ALL
        .into_iter()
        .filter(|axis| find::field_of(*axis) == field && *axis != Axis::Pace)
        .find_map(|axis| values::named_on(axis, &name).or_else(|| values::named_on(axis, &plain)))
}

fn bring_subject(work: &Work, what: &str) -> Vec<Way> {
    let reading = work.draft.reading();
    let last = reading
        .phrases
        .iter()
        .rev()
        .find(|sorted| sorted.field == Some(SceneField::Subjects));
    match last {
        Some(sorted) => vec![
            Way::Join(work.end_with_attributes(&sorted.phrase), what.to_owned()),
            Way::Append(format!("with {what}")),
        ],
        None => {
            let first = work.draft.text().split(' ').next().unwrap_or_default();
            let rest = first.to_lowercase();
            let begin =
                |joint: &str| Way::Put(vec![(0..first.len(), format!("{what}{joint}{rest}"))]);
            vec![begin(" "), begin(", "), Way::Append(format!("with {what}"))]
        }
    }
}

fn bring_attribute(what: &str) -> Vec<Way> {
    let describers = Said::new(what).describers();
    let describe = describers.map(|with| Way::Wish(Wish::Describe { target: None, with }));
    let give = Way::Wish(Wish::Give {
        target: None,
        what: what.to_owned(),
    });
    describe.into_iter().chain([give]).collect()
}

fn bring_action(work: &Work, what: &str) -> Vec<Way> {
    let reading = work.draft.reading();
    if let Some(last) = reading.places[SceneField::Actions as usize].last() {
        let old = &work.draft.text()[last.clone()];
        let to = in_form(what, old).unwrap_or_else(|| what.to_owned());
        let after = last.end..last.end;
        return vec![Way::Put(vec![(after, format!(" and {to}"))])];
    }
    let Some(subject) = find::subject(reading) else {
        return Vec::new();
    };
    let end = work.end_with_attributes(&subject.phrase);
    let to = in_form(what, "").unwrap_or_else(|| what.to_owned());
    vec![Way::Put(vec![(end..end, format!(" {to}"))])]
}
