//! What a variation can be, and what goes together: no sunny night, no snow in the desert.

use crate::rules::lexicon;
use crate::rules::reading::Reading;
use crate::rules::talk::values::{self, Value};
use crate::rules::talk::wish::Wish;
use crate::vary::Axis;

use super::places::{self, Climate, Place};
use super::setting::Setting;
use super::tables::{
    BRIGHT, CAMERAS, CAMERAS_OUTDOORS, COLORS, LIGHTS, LIGHTS_INDOORS, MOODS, OF_A_FLAME,
    OF_THE_NIGHT, OF_THE_SUN, PACES, SKIES, SKIES_OUTSIDE, SPEEDS, STYLES, TIMES,
};

/// One thing that a variation can change.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) axis: Axis,
    what: What,
}

#[derive(Debug)]
enum What {
    Value(&'static Value),
    Place(Place),
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

    /// What is asked for, as if the user had.
    pub(super) fn wish(&self) -> Wish {
        match self.what {
            What::Value(value) => Wish::Set(value),
            What::Place(place) => {
                let (lead, text) = place.parts();
                Wish::Place {
                    lead: lead.map(str::to_owned),
                    text: text.to_owned(),
                }
            }
        }
    }

    fn group(&self) -> &'static str {
        match self.what {
            What::Value(value) => value.group,
            What::Place(_) => "",
        }
    }

    /// What it comes down to, as the scene tells it.
    pub(super) fn told(&self) -> &'static str {
        match self.what {
            What::Value(value) => value.told(),
            What::Place(place) => place.phrase,
        }
    }

    fn climate(&self) -> Climate {
        match self.what {
            What::Value(_) => Climate::Any,
            What::Place(place) => place.climate,
        }
    }
}

/// What can be chosen for a prompt.
#[derive(Debug)]
pub(super) struct Choices {
    all: Vec<Choice>,
    setting: Setting,
}

impl Choices {
    /// The choices for a prompt. What suits it less is offered only when the user asked for
    /// its axis.
    pub(super) fn of(reading: &Reading, asked_for_axes: bool) -> Self {
        let setting = Setting::of(reading);
        let mut all = Vec::new();
        for (axis, names) in offered(&setting, asked_for_axes) {
            let values = lexicon::list(names).filter_map(|name| {
                // How fast time goes by is a matter of the camera in the tables.
                values::named_on(axis, name).or_else(|| values::named_on(Axis::Camera, name))
            });
            all.extend(values.map(|value| Choice {
                axis,
                what: What::Value(value),
            }));
        }
        if asked_for_axes || !places::is_bound(reading) {
            let elsewhere = places::suiting(reading).filter(|place| !place.is_said(reading));
            all.extend(elsewhere.map(|place| Choice {
                axis: Axis::Location,
                what: What::Place(place),
            }));
        }
        Self { all, setting }
    }

    /// The choices of an axis that do not say what the prompt says already.
    pub(super) fn new_to(&self, axis: Axis, reading: &Reading) -> Vec<&Choice> {
        self.of_axis(axis)
            .into_iter()
            .filter(|choice| !reading.says(&[choice.told()]))
            .collect()
    }

    pub(super) fn of_axis(&self, axis: Axis) -> Vec<&Choice> {
        self.all
            .iter()
            .filter(|choice| choice.axis == axis)
            .collect()
    }

    /// Whether a choice goes with the prompt and with what was chosen before.
    pub(super) fn fits(&self, choice: &Choice, chosen: &[&Choice]) -> bool {
        let of = |axis: Axis| {
            let all = chosen.iter().copied().chain([choice]);
            all.into_iter().find(|choice| choice.axis == axis)
        };
        let own = &self.setting;
        let time = of(Axis::TimeOfDay).map_or(own.time, Choice::group);
        let asked_sky = of(Axis::Weather).map_or("", Choice::group);
        let sky = match asked_sky {
            "" | "mood" => own.weather,
            other => other,
        };
        let light = of(Axis::Lighting).map_or("", Choice::told);
        let place = of(Axis::Location).map(Choice::climate);
        let roof = place.map_or(own.indoors, |climate| climate == Climate::Roof);
        let hot = place.map_or(own.hot, |climate| climate == Climate::Hot);
        let cold = place.map_or(own.cold, |climate| climate == Climate::Cold);
        let pace = of(Axis::Pace).map_or("", Choice::told);

        let dark = matches!(time, "dark" | "dim");
        let sun = OF_THE_SUN.contains(&light);
        let hidden = !matches!(sky, "" | "clear" | "wind");
        let golden = of(Axis::TimeOfDay).is_some_and(|time| time.told() == "golden hour");
        let nonsense = [
            asked_sky == "clear" && (dark || light == "moonlight"),
            sun && dark,
            sun && hidden && !roof,
            BRIGHT.contains(&light) && dark && !roof,
            OF_THE_NIGHT.contains(&light) && matches!(time, "day" | "low") && !roof,
            OF_A_FLAME.contains(&light) && (own.under_water || own.at_sea || own.in_space),
            light == "starlight" && roof,
            golden && hidden && !roof,
            (hot && own.cold) || (cold && own.hot),
            hot && matches!(asked_sky, "snow" | "frost"),
            cold && asked_sky == "wet",
            place == Some(Climate::Roof) && !matches!(asked_sky, "" | "mood"),
            of(Axis::Style).is_some_and(|style| style.group() == "tint")
                && of(Axis::Colors).is_some(),
            own.timed && matches!(pace, "moving quickly" | "moving slowly"),
        ];
        !nonsense.contains(&true)
    }
}

/// The names of the values that a prompt may have, by axis.
fn offered(own: &Setting, asked: bool) -> impl Iterator<Item = (Axis, &'static str)> {
    let open = !own.indoors && !own.set_up;
    let earthly = !own.in_space;
    let sky = earthly && !own.under_water;
    [
        (Axis::TimeOfDay, TIMES, earthly || asked),
        (Axis::Weather, SKIES, open && sky),
        (Axis::Weather, SKIES_OUTSIDE, own.indoors && sky && asked),
        (Axis::Weather, MOODS, true),
        (Axis::Camera, CAMERAS, true),
        (Axis::Camera, CAMERAS_OUTDOORS, open),
        (Axis::Lighting, LIGHTS, true),
        (Axis::Lighting, LIGHTS_INDOORS, !open),
        (Axis::Style, STYLES, true),
        (Axis::Colors, COLORS, true),
        (Axis::Pace, PACES, own.moves || asked),
        (Axis::Pace, SPEEDS, own.moves || asked),
    ]
    .into_iter()
    .filter(|(_, _, offered)| *offered)
    .map(|(axis, names, _)| (axis, names))
}
