//! Where it can happen instead, by who or what is seen: no whale in a library.

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;

/// How it is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Climate {
    /// Whatever the prompt says.
    Any,
    Hot,
    Cold,
    /// Under a roof.
    Roof,
}

/// A place, with its preposition where it has one of its own: "over a canyon".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) climate: Climate,
    pub(super) phrase: &'static str,
}

impl Place {
    /// The preposition it has of its own, and the place without it.
    pub(super) fn parts(self) -> (Option<&'static str>, &'static str) {
        match self.phrase.split_once(' ') {
            Some((word, rest)) if lexicon::kind(word) == Some(Kind::Preposition) => {
                (Some(word), rest)
            }
            _ => (None, self.phrase),
        }
    }

    /// Whether the prompt is at such a place already: a beach is no other than "a quiet beach".
    pub(super) fn is_said(self, reading: &Reading) -> bool {
        let places = reading
            .tokens
            .iter()
            .filter(|token| matches!(token.kind, Some(Kind::Place | Kind::Indoors | Kind::Ground)));
        let (mut places, (_, own)) = (places, self.parts());
        places.any(|token| own.ends_with(token.lower.as_str()))
    }
}

/// The places that suit what a prompt shows.
pub(super) fn suiting(reading: &Reading) -> impl Iterator<Item = Place> {
    let tables = table_for(reading);
    tables.iter().flat_map(|(climate, names)| {
        lexicon::list(names).map(|phrase| Place {
            climate: *climate,
            phrase,
        })
    })
}

/// Whether what is shown stands, swims or flies where few places suit it: left to itself, a
/// variation does not move it.
pub(super) fn is_bound(reading: &Reading) -> bool {
    let mut known = BY_SUBJECT.iter().chain(&BY_ACT);
    !is_known(reading)
        || known.any(|(words, _)| shows(reading, words) || does(reading, words))
        || does(reading, STAYING)
}

type Table = &'static [(Climate, &'static str)];

fn table_for(reading: &Reading) -> Table {
    let Some(subject) = &reading.subject else {
        return of_the_view(reading);
    };
    let is = |words: &'static str| {
        let single = lexicon::singular(&subject.noun).unwrap_or_default();
        lexicon::list(words).any(|word| word == subject.noun || word == single)
    };
    if let Some((_, table)) = BY_SUBJECT.iter().find(|(words, _)| is(words)) {
        return table;
    }
    if let Some((_, table)) = BY_ACT.iter().find(|(words, _)| does(reading, words)) {
        return table;
    }
    if is(MACHINES) || subject.noun.ends_with("robot") || subject.noun.ends_with("arm") {
        return FOR_MACHINES;
    }
    match subject.kind {
        Some(Kind::Person) => FOR_PEOPLE,
        Some(Kind::Animal) => FOR_ANIMALS,
        Some(Kind::Vehicle) => ON_THE_ROAD,
        Some(Kind::Thing) => FOR_THINGS,
        _ => of_the_view(reading),
    }
}

/// The places that suit a view, or somebody whom the tables do not know: those by the sea where
/// the sea is seen.
fn of_the_view(reading: &Reading) -> Table {
    if shows(reading, "sea|ocean|wave|waves|coast|shore|beach") {
        BY_THE_SEA
    } else if reading.indoors {
        FOR_MACHINES
    } else {
        IN_A_LANDSCAPE
    }
}

/// Whether the tables know who or what is shown. If not, where it may be is a guess, and made
/// only when the user asks for other places.
fn is_known(reading: &Reading) -> bool {
    let subject = reading.subject.as_ref();
    subject.is_some_and(|subject| subject.kind.is_some_and(Kind::is_subject))
}

fn shows(reading: &Reading, words: &'static str) -> bool {
    let words: Vec<&str> = lexicon::list(words).collect();
    reading.says(&words)
}

fn does(reading: &Reading, words: &'static str) -> bool {
    reading.tokens.iter().any(|token| {
        token.kind == Some(Kind::Act)
            && lexicon::base(&token.lower)
                .is_some_and(|base| lexicon::list(words).any(|word| word == base))
    })
}

/// Who or what belongs to certain places, whatever it does.
const BY_SUBJECT: [(&str, Table); 7] = [
    (
        "fish|shark|whale|humpback whale|blue whale|dolphin|seal|octopus|squid|jellyfish|crab|lobster|turtle|sea turtle|\
         koi|salmon|orca|stingray|manta ray|seahorse|diver|scuba diver|submarine|swimmer|coral",
        UNDER_WATER,
    ),
    (
        "boat|ship|sailboat|yacht|canoe|kayak|ferry|sailor|pirate|rower|rowboat",
        ON_WATER,
    ),
    ("wave|waves|surfer|surf|tide|sea|ocean", BY_THE_SEA),
    (
        "plane|airplane|jet|helicopter|drone|glider|paraglider|hot air balloon|balloon|airship|biplane",
        IN_THE_AIR,
    ),
    (
        "rocket|spaceship|spacecraft|satellite|astronaut|space station|planet|galaxy|comet|star|meteor|black hole|nebula|\
         asteroid|spacewalker",
        IN_SPACE,
    ),
    (
        "skier|penguin|polar bear|snowboarder|ice skater",
        IN_THE_COLD,
    ),
    (
        "train|tram|steam train|locomotive|castle|house|cabin|tower|lighthouse|bridge|building|skyscraper|windmill|waterfall|\
         volcano|fountain|hut|tree|oak|palm tree|pine tree|statue|wind turbine|turbine|roller coaster|ferris wheel|gate|fence|\
         wall|fire hydrant",
        IN_A_LANDSCAPE,
    ),
];

/// What is done in certain places only.
const BY_ACT: [(&str, Table); 3] = [
    ("swim|dive|snorkel", UNDER_WATER),
    ("sail|surf|row|paddle|kayak|cruise", ON_WATER),
    ("ski|skate|ice skate|snowboard", IN_THE_COLD),
];

/// What can be done elsewhere, but has its place in the prompt.
const STAYING: &str =
    "float|climb|orbit|cook|bake|fish|land|launch|dock|cross|enter|leave|descend|ascend";

const MACHINES: &str =
    "robot|robot arm|robotic arm|humanoid robot|humanoid|conveyor belt|gripper|forklift|android";

const FOR_PEOPLE: Table = &[
    (
        Climate::Any,
        "a busy market|a quiet beach|a narrow alley|a city rooftop|a wide meadow|a flower garden|a cobbled street|\
         a mountain trail|a vineyard|a country lane|a fishing harbor|a city park|a bamboo forest|a village square|\
         a suburban street|a fairground|a castle courtyard|a rice field",
    ),
    (Climate::Hot, "a desert|an oasis"),
    (Climate::Cold, "a snowy forest|on a frozen lake"),
    (
        Climate::Roof,
        "a train station|an old library|a warehouse|a greenhouse|a café|an art gallery",
    ),
];

const FOR_ANIMALS: Table = &[
    (
        Climate::Any,
        "a birch forest|a wide meadow|a rocky hillside|a deep valley|a riverbank|a quiet beach|a city park|a wheat field|\
         a pine forest|on a mountain ridge|a village street|a farm|an orchard|a marsh|a vineyard|a bamboo forest|on a heath|\
         a lakeshore|a rose garden|a backyard|castle ruins",
    ),
    (Climate::Hot, "a desert|a savanna"),
    (
        Climate::Cold,
        "a snowy field|on a frozen lake|an icy tundra",
    ),
];

const ON_THE_ROAD: Table = &[
    (
        Climate::Any,
        "a coastal road|a city street|a mountain road|a forest road|an old town|an empty parking lot|a country lane|\
         a narrow alley|a suburban street|a racetrack|a village street|a wide highway|a crossroads|a city square|a dirt road|\
         an industrial district|a gas station|a construction site|a quiet beach|a vineyard|an airfield|a harbor",
    ),
    (Climate::Hot, "a desert highway|a dusty canyon"),
    (Climate::Cold, "a snowy road|on a frozen lake"),
    (Climate::Roof, "a long tunnel"),
];

const FOR_THINGS: Table = &[
    (
        Climate::Roof,
        "a quiet library|a workshop|a farmhouse kitchen|a photo studio|a café|an attic|a greenhouse|a laboratory|\
         an art gallery|a hotel lobby|a bathroom|a wine cellar|a concert hall|a tea house|a bakery|a bookshop|\
         a living room|a museum",
    ),
    (
        Climate::Any,
        "a rose garden|a quiet beach|a wide meadow|a terrace|a forest clearing|a city rooftop|a night market",
    ),
    (Climate::Hot, "a desert"),
    (Climate::Cold, "a snowy field"),
];

const FOR_MACHINES: Table = &[
    (
        Climate::Roof,
        "a laboratory|a factory|a workshop|a warehouse|a hospital corridor|a greenhouse|a hotel lobby|a library|\
         a restaurant kitchen|a hangar|a classroom|a supermarket|a clean room|a data center|a garage|a museum|\
         a train station|an office|a bakery",
    ),
    (
        Climate::Any,
        "a construction site|a city square|a farm|a vineyard|a harbor|an orchard|a scrapyard",
    ),
];

const UNDER_WATER: Table = &[
    (
        Climate::Any,
        "the open ocean|a deep fjord|a kelp forest|a quiet lagoon|a sheltered bay|a harbor|a river mouth|a rocky cove|\
         a narrow strait|a deep sea canyon|a coral reef|a mangrove swamp|a seagrass meadow|a sunken city|a sea cave|\
         a quiet gulf|an island channel|a sandy shallow bay|a volcanic bay|a tidal inlet",
    ),
    (Climate::Hot, "a tropical atoll|a tropical lagoon"),
    (Climate::Cold, "an icy bay|a glacier lagoon|the arctic sea"),
];

const ON_WATER: Table = &[
    (
        Climate::Any,
        "on the open sea|in a deep fjord|in a quiet lagoon|in a sheltered bay|in a busy harbor|on a wide river|\
         on a mountain lake|on a city canal|in a rocky cove|in a narrow strait|in a river gorge|in a marina|\
         in a mangrove swamp|on a forest lake|in a river delta|on a village pond|along a cliff coast|along a sandy beach|\
         off a rocky island|in a flooded city",
    ),
    (Climate::Hot, "in a tropical lagoon|along a palm beach"),
    (
        Climate::Cold,
        "in an icy bay|in a glacier lagoon|in the arctic sea",
    ),
];

const BY_THE_SEA: Table = &[
    (
        Climate::Any,
        "on a rocky coast|on a sandy beach|on a pebble beach|on a volcanic beach|on a lighthouse island|in a narrow cove|\
         in a wide bay|in a deep fjord|along a harbor pier|along a seaside promenade|along a city waterfront|\
         along a wooden boardwalk|along a chalk cliff|on a sandbank|in a village harbor|in a sea cave|in a marina|\
         along a dune coast|on a river delta|in a narrow strait",
    ),
    (Climate::Hot, "on a palm beach|on a coral atoll"),
    (Climate::Cold, "on an icy shore|in a glacier lagoon"),
];

const IN_THE_AIR: Table = &[
    (
        Climate::Any,
        "over a rocky coast|over a city|over high mountains|over a rainforest|over wide farmland|over the open ocean|\
         over a canyon|over a wide river|over an island|over a harbor|over a vineyard|over a lavender field|\
         over a wide valley|over a salt flat|over a suburb|over a fjord|over a coral reef|over a highway|over a stadium|\
         over a village",
    ),
    (Climate::Hot, "over a desert|over a savanna"),
    (
        Climate::Cold,
        "over a glacier|over a frozen lake|over a snowy forest",
    ),
];

const IN_SPACE: Table = &[(
    Climate::Any,
    "in low orbit|in a high orbit|in deep space|in an asteroid belt|in a ring system|in a star cluster|in a debris field|\
     in a double star system|in a distant solar system|over the lunar surface|over the martian surface|over a desert planet|\
     over an ocean planet|over an ice planet|over a lava planet|over a city planet|over a jungle planet|over a ringed planet|\
     over a gas giant|over a dwarf planet|over a storm planet|over an alien planet",
)];

const IN_THE_COLD: Table = &[(
    Climate::Cold,
    "a glacier|a snowy hillside|on a frozen lake|on an ice field|on a snowy ridge|a frozen bay|on an icy shore|on a snowy plain|\
     a snowy forest|on a snowy mountain pass|an ice cave|a frozen fjord|a snowy valley|a frozen harbor|on a frozen river|\
     a snowy village|on an icy cliff|a snowy beach|a snowy canyon|an icy tundra|a snowy city park",
)];

const IN_A_LANDSCAPE: Table = &[
    (
        Climate::Any,
        "a wide valley|on a rocky coast|a pine forest|on a mountain pass|a river gorge|on a moor|a lavender field|\
         a wheat field|a rainforest|a marsh|a vineyard|a wide meadow|a canyon|on a lakeshore|on an island|a fjord|\
         on a heath|on a hilltop|a bamboo forest|an orchard|a river delta",
    ),
    (Climate::Hot, "a desert|an oasis"),
    (Climate::Cold, "on a snowy plain|an icy tundra"),
];

#[cfg(test)]
mod tests {
    use worldreel_domain::scene::SceneField;

    use super::*;
    use crate::rules::talk::apply::lead_for;

    /// All tables, each with who is at its places.
    const TABLES: [(&str, Table); 12] = [
        ("a woman", FOR_PEOPLE),
        ("a fox", FOR_ANIMALS),
        ("a car", ON_THE_ROAD),
        ("a cup", FOR_THINGS),
        ("a robot", FOR_MACHINES),
        ("a whale", UNDER_WATER),
        ("a boat", ON_WATER),
        ("a surfer", BY_THE_SEA),
        ("a plane", IN_THE_AIR),
        ("a satellite", IN_SPACE),
        ("a penguin", IN_THE_COLD),
        ("a castle", IN_A_LANDSCAPE),
    ];

    #[test]
    fn every_place_is_read_as_the_location_and_there_are_enough() {
        let mut wrong = Vec::new();
        for (who, table) in TABLES {
            let named = format!("{who} in a field");
            let places: Vec<Place> = suiting(&crate::rules::reading::read(&named)).collect();
            let all = table.iter().map(|(_, names)| lexicon::list(names).count());
            assert_eq!(places.len(), all.sum::<usize>(), "{who}");
            assert!(places.len() >= 21, "{who}: {}", places.len());
            for place in places {
                let (lead, rest) = place.parts();
                let lead = lead.unwrap_or_else(|| lead_for(rest));
                let text = format!("{who} waits {lead} {rest}, in soft light");
                let scene = crate::rules::scene(&text);
                let told = scene.location.as_deref().unwrap_or_default();
                // "A snowy forest" tells the weather, too.
                let fields: Vec<SceneField> = scene
                    .filled()
                    .map(|(field, _)| field)
                    .filter(|field| *field != SceneField::Atmosphere)
                    .collect();
                let only = [
                    SceneField::Subjects,
                    SceneField::Actions,
                    SceneField::Location,
                    SceneField::Lighting,
                ];
                if !told.ends_with(rest)
                    || fields != only
                    || scene.actions.as_deref() != Some("waits")
                {
                    wrong.push(format!(
                        "{text} -> {:?}",
                        scene.filled().collect::<Vec<_>>()
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
