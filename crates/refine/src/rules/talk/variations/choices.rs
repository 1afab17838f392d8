//! What a variation can be, and what goes together: no sunny night, no snow in the desert.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::rules::talk::values::{self, Value};
use crate::vary::Axis;

use super::tables::{
    BOUND, BOUND_ACTS, CAMERAS, COLORS, FOR_ANIMALS, FOR_CARS, FOR_PEOPLE, FOR_THINGS, LIGHTS,
    MOODS, PACES, STYLES, TIMES, WEATHERS,
};

/// One thing that a variation can change.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) axis: Axis,
    /// A value of the tables; `None` for a place.
    pub(super) value: Option<&'static Value>,
    /// A place; empty for a value.
    pub(super) place: &'static str,
}

impl Choice {
    /// The axis in a sentence.
    pub(super) const fn axis_words(&self) -> &'static str {
        match self.axis {
            Axis::TimeOfDay => "time of day",
            Axis::Weather => "weather and mood",
            Axis::Location => "location",
            Axis::Camera => "camera",
            Axis::Lighting => "light",
            Axis::Style => "look",
            Axis::Colors => "colours",
            Axis::Pace => "pace",
        }
    }

    fn group(&self) -> &'static str {
        self.value.map_or("", |value| value.group)
    }

    fn told(&self) -> &'static str {
        self.value.map_or(self.place, Value::told)
    }
}

/// What of a prompt decides on what goes with it.
#[derive(Debug)]
pub(super) struct Context {
    choices: Vec<Choice>,
    /// How light it is already: a group of times, or empty.
    time: &'static str,
    indoors: bool,
    hot: bool,
    cold: bool,
}

impl Context {
    pub(super) fn of(reading: &Reading, asked_for_axes: bool) -> Self {
        let closed = reading.says(&[
            "underwater",
            "seabed",
            "ocean floor",
            "sea floor",
            "coral reef",
            "space",
            "outer space",
            "orbit",
            "galaxy",
            "moon surface",
            "mars",
            "lunar surface",
            "deep sea",
        ]);
        let has = |words: &str| {
            let list: Vec<&str> = words.split('|').map(str::trim).collect();
            reading.says(&list)
                || reading.tokens.iter().any(|token| {
                    token.kind == Some(Kind::Act)
                        && lexicon::base(&token.lower).is_some_and(|base| list.contains(&base))
                })
        };
        let time = reading
            .phrases
            .iter()
            .filter(|sorted| sorted.field == Some(SceneField::TimeOfDay))
            .find_map(|sorted| values::named_on(Axis::TimeOfDay, &sorted.phrase.head_word))
            .or_else(|| {
                let times = reading
                    .tokens
                    .iter()
                    .filter(|token| token.kind == Some(Kind::Time));
                times
                    .filter_map(|token| values::named_on(Axis::TimeOfDay, &token.lower))
                    .next()
            })
            .map_or("", |value| value.group);
        let mut context = Self {
            choices: Vec::new(),
            time,
            indoors: reading.indoors,
            hot: reading.says(&[
                "desert",
                "dune",
                "dunes",
                "savanna",
                "savannah",
                "beach",
                "jungle",
                "tropical",
                "summer",
                "oasis",
                "lava",
                "volcano",
                "rainforest",
            ]),
            cold: reading.says(&[
                "snow",
                "ice",
                "glacier",
                "winter",
                "arctic",
                "snowy",
                "frozen",
                "iceberg",
                "antarctica",
                "blizzard",
                "tundra",
            ]),
        };
        let moves = reading.subject.as_ref().is_some_and(|subject| {
            matches!(
                subject.kind,
                Some(Kind::Person | Kind::Animal | Kind::Vehicle)
            )
        });
        let weather = if context.indoors || closed {
            MOODS
        } else {
            WEATHERS
        };
        let named = [
            (Axis::TimeOfDay, if closed { "" } else { TIMES }),
            (Axis::Weather, weather),
            (Axis::Camera, CAMERAS),
            (Axis::Lighting, LIGHTS),
            (Axis::Style, STYLES),
            (Axis::Colors, COLORS),
            (Axis::Pace, if moves { PACES } else { "" }),
        ];
        for (axis, names) in named {
            for name in lexicon::list(names) {
                if let Some(value) = values::named_on(axis, name) {
                    context.choices.push(Choice {
                        axis,
                        value: Some(value),
                        place: "",
                    });
                }
            }
        }
        let bound = closed || has(BOUND) || has(BOUND_ACTS);
        if !bound || asked_for_axes {
            for place in places(reading) {
                context.choices.push(Choice {
                    axis: Axis::Location,
                    value: None,
                    place,
                });
            }
        }
        context
    }

    /// The choices of an axis that do not say what the prompt says already.
    pub(super) fn choices(&self, axis: Axis, reading: &Reading) -> Vec<&Choice> {
        self.of_axis(axis)
            .into_iter()
            .filter(|choice| !reading.says(&[choice.told()]))
            .collect()
    }

    pub(super) fn of_axis(&self, axis: Axis) -> Vec<&Choice> {
        self.choices
            .iter()
            .filter(|choice| choice.axis == axis)
            .collect()
    }

    /// Whether a choice goes with the prompt and with what was chosen before.
    pub(super) fn fits(&self, choice: &Choice, chosen: &[&Choice]) -> bool {
        let mut all: Vec<&Choice> = chosen.to_vec();
        all.push(choice);
        let of = |axis: Axis| all.iter().find(|choice| choice.axis == axis);
        let time = of(Axis::TimeOfDay).map_or(self.time, |choice| choice.group());
        let weather = of(Axis::Weather).map_or("", |choice| choice.group());
        let light = of(Axis::Lighting).map_or("", |choice| choice.told());
        let place = of(Axis::Location).map_or("", |choice| choice.told());
        let style = of(Axis::Style).map_or("", |choice| choice.told());
        let sun = matches!(light, "sunlight" | "golden light" | "god rays");
        let night = matches!(
            light,
            "moonlight" | "lantern light" | "firelight" | "candlelight" | "neon light"
        );
        let hot = place.contains("desert") || (place.is_empty() && self.hot);
        let cold = place.contains("snow") || (place.is_empty() && self.cold);
        let under_roof = [
            "library",
            "kitchen",
            "workshop",
            "studio",
            "café",
            "attic",
            "greenhouse",
            "station",
        ]
        .iter()
        .any(|roof| place.contains(roof));
        let sky = !weather.is_empty() && weather != "mood";
        let nonsense = [
            weather == "clear" && (matches!(time, "dark" | "dim") || light == "moonlight"),
            sun && matches!(time, "dark" | "dim"),
            sun && sky && !matches!(weather, "clear" | "wind"),
            night && matches!(time, "day" | "low") && !self.indoors && !under_roof,
            hot && matches!(weather, "snow" | "frost"),
            cold && weather == "wet",
            under_roof && sky,
            style == "black and white film" && of(Axis::Colors).is_some(),
            of(Axis::Pace).is_some()
                && of(Axis::Camera).is_some_and(|choice| choice.group() == "time"),
        ];
        !nonsense.contains(&true)
    }
}

/// Places that suit the first subject; none where the place is what is seen.
fn places(reading: &Reading) -> &'static [&'static str] {
    let Some(subject) = &reading.subject else {
        return &[];
    };
    match subject.kind {
        Some(Kind::Person) => FOR_PEOPLE,
        Some(Kind::Animal) => FOR_ANIMALS,
        Some(Kind::Vehicle) => FOR_CARS,
        Some(Kind::Thing) => FOR_THINGS,
        _ => &[],
    }
}
