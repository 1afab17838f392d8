//! Words become motifs: what is asked for, field by field.
//!
//! | module | purpose |
//! |---|---|
//! | `motif` | what words can stand for |
//! | `words` | a text as words with their dictionary forms |
//! | `lexicon` | phrases, counts and colours found in a text |
//! | `things`, `places`, `looks` | the tables |
//! | `defaults` | what the words leave open |

mod defaults;
mod lexicon;
mod looks;
pub(crate) mod motif;
mod places;
mod things;
mod words;

use worldreel_domain::scene::{Scene, SceneField};

use crate::rng::hash;
use lexicon::Found;
use motif::{
    Camera, Deed, Hour, Lighting, Look, Meaning, Place, Role, Subject, Thing, Viewpoint, Weather,
};

/// One noun of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) subject: Subject,
    pub(crate) count: usize,
    pub(crate) tint: Option<u32>,
}

/// What a prompt asks to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Motifs {
    pub(crate) hour: Hour,
    pub(crate) lighting: Vec<Lighting>,
    pub(crate) place: Place,
    pub(crate) place_tint: Option<u32>,
    pub(crate) weather: Weather,
    pub(crate) snowy: bool,
    pub(crate) wet: bool,
    pub(crate) moons: usize,
    /// The lead first.
    pub(crate) cast: Vec<Actor>,
    pub(crate) deed: Deed,
    /// How large the lead is beside others of its kind.
    pub(crate) stature: f32,
    pub(crate) camera: Camera,
    pub(crate) view: Viewpoint,
    /// The colours asked for by the scene's own field.
    pub(crate) colors: Vec<u32>,
    pub(crate) look: Option<Look>,
    /// Stands for all words that are in no table.
    pub(crate) hash: u64,
}

impl Motifs {
    /// Reads a scene; a field that is empty is looked for in the whole prompt.
    pub(crate) fn read(prompt: &str, scene: &Scene) -> Self {
        let text = Texts { prompt, scene };
        let mut cast = text.cast();
        let deeds = text.of(&[SceneField::Actions]);
        let deed = first(&deeds, |meaning| match meaning {
            Meaning::Does(deed) => Some(deed),
            _ => None,
        });
        let (place, place_tint) = text.place(&cast, deed);
        if cast.is_empty() && text.says_nothing_known() {
            cast = defaults::cast(hash(prompt));
        }
        let lead = cast.first().map(|actor| actor.subject);
        let sky = text.sky();
        let lighting: Vec<Lighting> = text
            .of(&[SceneField::Lighting])
            .iter()
            .chain(&sky)
            .filter_map(|found| match found.meaning {
                Meaning::Lit(lighting) => Some(lighting),
                _ => None,
            })
            .collect();
        let moons = sky
            .iter()
            .filter(|found| found.meaning == Meaning::Moon)
            .map(|found| found.count.unwrap_or(1).min(3))
            .max()
            .unwrap_or(0);
        let hour = first(&sky, |meaning| match meaning {
            Meaning::When(hour) => Some(hour),
            _ => None,
        })
        .unwrap_or_else(|| defaults::hour(place, &lighting, moons));
        let air = text.of(&[SceneField::Atmosphere]);
        let ground = text.of(&[SceneField::Location, SceneField::Atmosphere]);
        let says = |founds: &[Found], wanted: Meaning| founds.iter().any(|f| f.meaning == wanted);
        let style = text.of(&[SceneField::Style]);
        Self {
            hour,
            lighting,
            place,
            place_tint,
            weather: weather(&air),
            snowy: says(&ground, Meaning::Snowy),
            wet: says(&ground, Meaning::Wet),
            moons,
            deed: deed.unwrap_or_else(|| defaults::deed(lead)),
            stature: stature(&text.plain(&[SceneField::SubjectAttributes])),
            camera: first(&style, |meaning| match meaning {
                Meaning::Moves(camera) => Some(camera),
                _ => None,
            })
            .unwrap_or(Camera::Drift),
            view: first(&style, |meaning| match meaning {
                Meaning::Seen(view) => Some(view),
                _ => None,
            })
            .unwrap_or(Viewpoint::Side),
            colors: text
                .told(SceneField::Colors)
                .map(|told| tints(&lexicon::read(told)))
                .unwrap_or_default(),
            look: first(
                &text.of(&[SceneField::Style, SceneField::Colors]),
                |meaning| match meaning {
                    Meaning::Looks(look) => Some(look),
                    _ => None,
                },
            ),
            cast,
            hash: hash(&text.plain(&SceneField::ALL)),
        }
    }

    /// The first of the cast.
    pub(crate) fn lead(&self) -> Option<&Actor> {
        self.cast.first()
    }

    /// The first of the cast, if any, that `wanted` says yes to.
    pub(crate) fn has(&self, wanted: impl Fn(Subject) -> bool) -> Option<&Actor> {
        self.cast.iter().find(|actor| wanted(actor.subject))
    }
}

/// Where the words stand.
struct Texts<'a> {
    prompt: &'a str,
    scene: &'a Scene,
}

impl<'a> Texts<'a> {
    fn told(&self, field: SceneField) -> Option<&'a str> {
        self.scene.get(field)
    }

    /// What these fields say together, or, where all are empty, the prompt.
    fn plain(&self, fields: &[SceneField]) -> String {
        let told: Vec<&str> = fields
            .iter()
            .filter_map(|field| self.told(*field))
            .collect();
        if told.is_empty() {
            self.prompt.to_owned()
        } else {
            told.join(", ")
        }
    }

    fn of(&self, fields: &[SceneField]) -> Vec<Found> {
        lexicon::read(&self.plain(fields))
    }

    /// What is said of the hour: the time of day speaks before the light.
    fn sky(&self) -> Vec<Found> {
        let fields = [SceneField::TimeOfDay, SceneField::Lighting];
        let mut found = self.of(&fields);
        // Moons are things too: they may stand among subjects or in the place.
        let others = [
            SceneField::Subjects,
            SceneField::Location,
            SceneField::Atmosphere,
        ];
        found.extend(
            others
                .iter()
                .filter_map(|field| self.told(*field))
                .flat_map(lexicon::read)
                .filter(|found| found.meaning == Meaning::Moon),
        );
        found
    }

    fn cast(&self) -> Vec<Actor> {
        let who = self.of(&[SceneField::Subjects]);
        let told = self.told(SceneField::Subjects).is_some();
        let mut cast: Vec<Actor> = Vec::new();
        for found in &who {
            if let Meaning::Who(subject) = found.meaning
                && cast.iter().all(|actor| actor.subject != subject)
                && cast.len() < 4
            {
                cast.push(Actor {
                    subject,
                    count: found.count.unwrap_or(1),
                    tint: found.tint,
                });
            }
        }
        if cast.is_empty() && told {
            cast.push(Actor {
                subject: Subject::Thing(Thing::Paper),
                count: 1,
                tint: None,
            });
        }
        // "A man on a bicycle" is one figure.
        let rides = |actor: &Actor| actor.subject == Subject::Car(motif::Car::Bicycle);
        if let [lead, rest @ ..] = cast.as_mut_slice()
            && matches!(lead.subject, Subject::Person(_))
            && rest.iter().any(rides)
        {
            lead.subject = Subject::Person(Role::Cyclist);
            cast.retain(|actor| !rides(actor));
        }
        let attributes = self
            .told(SceneField::SubjectAttributes)
            .map(lexicon::read)
            .unwrap_or_default();
        let colors = self
            .told(SceneField::Colors)
            .map(lexicon::read)
            .unwrap_or_default();
        let tint = tints(&attributes).into_iter().chain(tints(&colors)).next();
        if let (Some(lead), Some(tint)) = (cast.first_mut(), tint) {
            lead.tint = Some(tint);
        }
        cast
    }

    fn place(&self, cast: &[Actor], deed: Option<Deed>) -> (Place, Option<u32>) {
        let found = self.of(&[SceneField::Location]);
        let named = |wanted: fn(Meaning) -> Option<Place>| {
            found
                .iter()
                .find_map(|found| Some((wanted(found.meaning)?, found.tint)))
        };
        let strong = named(|meaning| match meaning {
            Meaning::Where(place) => Some(place),
            _ => None,
        });
        let weak = || {
            named(|meaning| match meaning {
                Meaning::Near(place) => Some(place),
                _ => None,
            })
        };
        let lead = cast.first().map(|actor| actor.subject);
        strong
            .map(|(place, tint)| (defaults::place_with(place, lead), tint))
            .or_else(weak)
            .unwrap_or_else(|| (defaults::place(lead, deed, hash(self.prompt)), None))
    }

    fn says_nothing_known(&self) -> bool {
        lexicon::read(&self.plain(&SceneField::ALL))
            .iter()
            .all(|found| !matches!(found.meaning, Meaning::Where(_) | Meaning::Near(_)))
    }
}

fn first<T>(founds: &[Found], wanted: impl Fn(Meaning) -> Option<T>) -> Option<T> {
    founds.iter().find_map(|found| wanted(found.meaning))
}

fn tints(founds: &[Found]) -> Vec<u32> {
    founds
        .iter()
        .filter_map(|found| match found.meaning {
            Meaning::Tint(tint) => Some(tint),
            _ => None,
        })
        .collect()
}

/// The strongest weather named: a clear or windy word gives way to rain.
fn weather(founds: &[Found]) -> Weather {
    let all = founds.iter().filter_map(|found| match found.meaning {
        Meaning::Air(weather) => Some(weather),
        _ => None,
    });
    all.min_by_key(|weather| match weather {
        Weather::Thunder => 0,
        Weather::Clear => 3,
        Weather::Wind | Weather::Overcast => 2,
        _ => 1,
    })
    .unwrap_or(Weather::Clear)
}

/// Words for size.
fn stature(text: &str) -> f32 {
    const SIZES: &[(&str, f32)] = &[
        ("tiny", 0.66),
        ("small", 0.8),
        ("little", 0.85),
        ("baby", 0.7),
        ("miniature", 0.7),
        ("large", 1.18),
        ("big", 1.18),
        ("tall", 1.15),
        ("huge", 1.3),
        ("giant", 1.38),
        ("enormous", 1.38),
    ];
    let words = words::words(text);
    let size = |word: &words::Word| SIZES.iter().find(|(name, _)| *name == word.text);
    words.iter().find_map(size).map_or(1.0, |(_, size)| *size)
}

#[cfg(test)]
mod tests;
