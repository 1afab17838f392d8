use proptest::prelude::*;
use worldreel_domain::prompt::Prompt;

use super::super::detail as read;

/// The detail of a text as `path: value` lines, times in front.
fn told(text: &str) -> Vec<String> {
    let prompt: Prompt = text.parse().unwrap();
    let detail = read(&prompt);
    detail
        .values()
        .map(|(path, value)| {
            let side = |side: Option<worldreel_domain::scene::Seconds>| {
                side.map_or(String::new(), |side| side.to_string())
            };
            let at = path.trim_end_matches("].description").rsplit('[').next();
            let at: usize = at.and_then(|at| at.parse().ok()).unwrap_or(0);
            let time = if path.starts_with("actions") {
                let own = &detail.actions[at];
                format!("{}-{} ", side(own.from_s), side(own.to_s))
            } else if path.starts_with("segments") {
                let own = &detail.segments[at];
                format!("{}-{} ", own.from_s, own.to_s)
            } else {
                String::new()
            };
            format!("{path}: {time}{value}")
        })
        .collect()
}

#[test]
fn details_are_read_in_the_words_of_the_text() {
    let table: &[(&str, &[&str])] = &[
        (
            "a red fox running through deep snow in a birch forest at dusk, cinematic",
            &[
                "subjects[0].description: a red fox",
                "subjects[0].appearance: red",
                "subjects[0].action: running",
                "background: deep snow in a birch forest",
                "lighting.conditions: dusk",
            ],
        ),
        (
            "An old man with a grey beard sits on a wooden bench. A small dog sleeps beside him.",
            &[
                "subjects[0].description: An old man",
                "subjects[0].appearance: old, a grey beard",
                "subjects[0].pose: sits on a wooden bench",
                "subjects[1].description: A small dog",
                "subjects[1].appearance: small",
                "subjects[1].action: sleeps beside him",
            ],
        ),
        (
            "A man and a dog walk along the shore while a cat sleeps",
            &[
                "subjects[0].description: A man",
                "subjects[0].action: walk",
                "subjects[1].description: a dog",
                "subjects[1].action: walk",
                "subjects[2].description: a cat",
                "subjects[2].action: sleeps",
                "background: along the shore",
            ],
        ),
        (
            "a snowman melts in the sun, the snowman collapses",
            &[
                "subjects[0].description: a snowman",
                "subjects[0].state_changes: melts, collapses",
                "lighting.conditions: the sun",
            ],
        ),
        (
            "The camera pans slowly to the left, low angle, close-up, shallow depth of field, \
             shot on a 35mm lens",
            &[
                "camera.motion: pans slowly to the left",
                "camera.framing: close-up",
                "camera.angle: low angle",
                "camera.depth_of_field: shallow depth of field",
                "camera.lens: a 35mm lens",
            ],
        ),
        (
            "Soft window light from the left, long shadows, rule of thirds, pastel colors, calm",
            &[
                "lighting.conditions: Soft window light",
                "lighting.direction: from the left",
                "lighting.shadows: long shadows",
                "aesthetics.composition: rule of thirds",
                "aesthetics.color_scheme: pastel colors",
                "aesthetics.mood: calm",
            ],
        ),
        (
            "morning light from the left, light from above, soft light from behind",
            &[
                "lighting.conditions: morning light, soft light",
                "lighting.direction: from the left, from above, from behind",
            ],
        ),
        (
            "a fox in the foreground, mountains in the background, light rain",
            &[
                "subjects[0].description: a fox",
                "background: mountains, light rain",
                "aesthetics.composition: a fox in the foreground, mountains in the background",
            ],
        ),
        (
            "A fox waits. At 2 s the fox leaps, and after three seconds it lands.",
            &[
                "subjects[0].description: A fox",
                "subjects[0].action: waits, leaps, lands",
                "actions[0].description: 2- the fox leaps",
                "actions[1].description: 3- it lands",
            ],
        ),
        (
            "0-3 s: a fox runs. It looks back. 3-6 s: the fox sleeps in the snow. Cinematic.",
            &[
                "subjects[0].description: a fox",
                "subjects[0].action: runs, looks back, sleeps",
                "background: the snow",
                "segments[0].description: 0-3 a fox runs. It looks back",
                "segments[1].description: 3-6 the fox sleeps in the snow",
            ],
        ),
        (
            "a cat stops, then leaps onto a table",
            &[
                "subjects[0].description: a cat",
                "subjects[0].action: stops, leaps",
                "background: onto a table",
                "actions[0].description: - a cat stops",
                "actions[1].description: - leaps onto a table",
            ],
        ),
        (
            "0-2s: a dog barks",
            &[
                "subjects[0].description: a dog",
                "subjects[0].action: barks",
                "actions[0].description: 0-2 a dog barks",
            ],
        ),
        (
            "a horse jumps at 2 s over a fence",
            &[
                "subjects[0].description: a horse",
                "subjects[0].action: jumps",
                "actions[0].description: 2- a horse jumps at 2 s over a fence",
            ],
        ),
        (
            "a street without people, no rain",
            &["background: a street"],
        ),
        ("ein roter Fuchs im Schnee bei Nacht", &[]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = told(text);
        if found != *expected {
            wrong.push(format!(
                "{text}\n   found {found:#?}\n  wanted {expected:#?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

const PARTS: [&str; 45] = [
    "a red fox",
    "the fox",
    "an old man with a grey beard",
    "two dogs",
    "runs",
    "run",
    "sitting",
    "melts",
    "turns into",
    "a bird",
    "through deep snow",
    "in a forest",
    "at dusk",
    "at 2 s",
    "after three seconds",
    "0-3 s:",
    "3-6 s:",
    "[0:00-0:02]",
    "in the first second",
    "then",
    "and",
    "while",
    "the camera pans",
    "low angle",
    "close-up",
    "35mm",
    "a 50 mm lens",
    "bokeh",
    "soft light from the left",
    "long shadows",
    "leaves deep shadows",
    "calm",
    "rain",
    "pastel colors",
    "rule of thirds",
    "in the foreground",
    "a symmetrical composition",
    "light from above",
    "no wind",
    "\"OPEN 24 S\"",
    "café",
    "🦊",
    "--seed 4",
    "--",
    "it's",
];

proptest! {
    /// Every part of every value stands in the text, word for word, and nothing is out of
    /// bounds.
    #[test]
    fn nothing_is_invented(
        parts in proptest::collection::vec((0..PARTS.len(), 0..6_usize), 1..24),
    ) {
        let mut text = String::from("A test: ");
        for (part, mark) in parts {
            text.push_str(PARTS[part]);
            text.push_str([" ", ", ", ". ", "; ", "\n", " "][mark]);
        }
        let prompt: Prompt = text.parse().unwrap();
        let detail = read(&prompt);
        for (path, value) in detail.values() {
            let whole = prompt.as_str().contains(value);
            let stands = |part: &str| prompt.as_str().contains(part);
            prop_assert!(whole || value.split(", ").all(stands), "{path}: {value:?} in {text:?}");
        }
        let scene = worldreel_domain::scene::Scene { detail, ..Default::default() };
        prop_assert_eq!(scene.problems(None), []);
    }
}
