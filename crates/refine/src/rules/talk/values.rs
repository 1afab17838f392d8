//! The values the rules can set by name: times, weather, moods, looks, cameras, light,
//! colours and paces, each with the words people use for it.

mod camera;
mod light;
mod look;
mod sky;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use worldreel_domain::scene::SceneField;

use crate::rules::lexicon;
use crate::vary::Axis;

/// One value that can be set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) axis: Axis,
    /// What it excludes: two values of one group do not go together.
    pub(super) group: &'static str,
    /// The words before it in a prompt; empty for a tag.
    pub(super) lead: &'static str,
    /// The value as it stands in a prompt.
    pub(super) value: &'static str,
    /// The value as an adjective, where there is one: "rainy".
    pub(super) adjective: Option<&'static str>,
    /// What the camera does, as a sentence about it goes on: "pans to the left".
    pub(super) does: Option<&'static str>,
}

impl Value {
    /// The value with its lead: "at night".
    pub(super) fn phrase(&self) -> String {
        if self.lead.is_empty() {
            self.value.to_owned()
        } else {
            format!("{} {}", self.lead, self.value)
        }
    }

    /// The value among tags: with its lead where it has an article, as "in the small hours".
    pub(super) fn tag(&self) -> String {
        if self.value.starts_with("the ") {
            self.phrase()
        } else {
            self.value.to_owned()
        }
    }

    /// The field of the scene it belongs to.
    pub(super) const fn field(&self) -> SceneField {
        match self.axis {
            Axis::TimeOfDay => SceneField::TimeOfDay,
            Axis::Weather => SceneField::Atmosphere,
            Axis::Location => SceneField::Location,
            Axis::Camera | Axis::Style => SceneField::Style,
            Axis::Lighting => SceneField::Lighting,
            Axis::Colors => SceneField::Colors,
            Axis::Pace => SceneField::Actions,
        }
    }

    /// The value as a scene tells it: without an article.
    pub(super) fn told(&self) -> &'static str {
        ["the ", "a ", "an "]
            .iter()
            .find_map(|article| self.value.strip_prefix(article))
            .unwrap_or(self.value)
    }
}

/// A line of a table: `group; names with | between; lead; value; adjective; what the
/// camera does`. The last two may be left out.
fn rows(axis: Axis, table: &'static str) -> impl Iterator<Item = (Vec<&'static str>, Value)> {
    table.lines().filter_map(move |line| {
        let mut cells = line.split(';').map(str::trim);
        let group = cells.next()?;
        let names = lexicon::list(cells.next()?).collect();
        let value = Value {
            axis,
            group,
            lead: cells.next()?,
            value: cells.next()?,
            adjective: cells.next().filter(|cell| !cell.is_empty()),
            does: cells.next().filter(|cell| !cell.is_empty()),
        };
        Some((names, value))
    })
}

struct Book {
    values: Vec<Value>,
    by_name: FxHashMap<&'static str, usize>,
    /// The same by names that tell their axis, without its noun: the "warm" of warm light.
    by_short_name: FxHashMap<(Axis, &'static str), usize>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let tables = [
        (Axis::TimeOfDay, sky::TIMES),
        (Axis::Weather, sky::WEATHERS),
        (Axis::Lighting, light::LIGHTS),
        (Axis::Camera, camera::CAMERAS),
        (Axis::Style, look::STYLES),
        (Axis::Colors, look::PALETTES),
        (Axis::Pace, camera::PACES),
        (Axis::Weather, sky::MOODS),
    ];
    let mut book = Book {
        values: Vec::new(),
        by_name: FxHashMap::default(),
        by_short_name: FxHashMap::default(),
    };
    for (axis, table) in tables {
        for (names, value) in rows(axis, table) {
            let at = book.values.len();
            book.by_name.entry(value.value).or_insert(at);
            for name in names {
                book.by_name.entry(name).or_insert(at);
            }
            book.values.push(value);
        }
    }
    for (name, at) in &book.by_name {
        let axis = book.values[*at].axis;
        if let Some(short) = noun_of(axis).and_then(|noun| name.strip_suffix(noun)) {
            book.by_short_name.insert((axis, short), *at);
        }
    }
    book
});

/// The value of that name.
pub(super) fn named(name: &str) -> Option<&'static Value> {
    BOOK.by_name.get(name).map(|at| &BOOK.values[*at])
}

/// The value of that name on one axis. Names such as "warm" mean one thing for light and
/// another for colours.
pub(super) fn named_on(axis: Axis, name: &str) -> Option<&'static Value> {
    let found = named(name).filter(|value| value.axis == axis);
    found.or_else(|| {
        let at = BOOK.by_short_name.get(&(axis, name))?;
        Some(&BOOK.values[*at])
    })
}

/// The noun that a name of an axis may go without.
const fn noun_of(axis: Axis) -> Option<&'static str> {
    match axis {
        Axis::Lighting => Some(" light"),
        Axis::Colors => Some(" colors"),
        Axis::Camera => Some(" shot"),
        Axis::Style => Some(" style"),
        Axis::Weather => Some(" mood"),
        Axis::TimeOfDay | Axis::Location | Axis::Pace => None,
    }
}

/// The groups that the words of a phrase belong to, on one axis. Longer names count
/// before the shorter ones within them.
pub(super) fn groups(axis: Axis, words: &[&str]) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=4.min(words.len() - at)).rev().find_map(|len| {
            let name = words[at..at + len].join(" ");
            // "Real time" tells of the camera, and its "real" of no look.
            let of_another = || (len > 1 && named(&name).is_some()).then_some((len, None));
            let value = named_on(axis, &name);
            value
                .map(|value| (len, Some(value.group)))
                .or_else(of_another)
        });
        let (len, group) = longest.unwrap_or((1, None));
        found.extend(group);
        at += len;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_by_its_names_and_stands_in_its_field() {
        let mut wrong = Vec::new();
        for value in &BOOK.values {
            let text = if value.lead.is_empty() {
                format!("a fox in a field, {}", value.value)
            } else {
                format!("a fox in a field, {} {}", value.lead, value.value)
            };
            let scene = crate::rules::scene(&text);
            let told = scene.get(value.field()).unwrap_or_default().to_lowercase();
            let others = scene.filled().filter(|(field, _)| {
                *field != value.field()
                    && !matches!(field, SceneField::Subjects | SceneField::Location)
            });
            if !told.contains(value.told())
                || others.count() > 0
                || scene.location.as_deref() != Some("a field")
                || scene.subjects.as_deref() != Some("a fox")
            {
                wrong.push(format!(
                    "{text} -> {:?}",
                    scene.filled().collect::<Vec<_>>()
                ));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert_eq!(named("rainy").unwrap().told(), "rain");
        assert_eq!(
            groups(Axis::Camera, &["a", "low", "angle", "tracking", "shot"]),
            ["angle", "move"]
        );
        assert_eq!(groups(Axis::Style, &["in", "real", "time"]), [""; 0]);
    }
}
