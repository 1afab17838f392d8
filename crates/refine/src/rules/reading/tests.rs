use super::*;

/// The fields that are filled, as `field: value` lines.
fn told(text: &str) -> Vec<String> {
    read(text)
        .scene
        .filled()
        .map(|(field, value)| format!("{field}: {value}"))
        .collect()
}

#[test]
fn prompts_are_read_in_their_own_words() {
    let table: &[(&str, &[&str])] = &[
        (
            "a red fox running through deep snow in a birch forest at dusk, cinematic",
            &[
                "subjects: a red fox",
                "subject_attributes: red",
                "actions: running",
                "location: deep snow in a birch forest",
                "time_of_day: dusk",
                "colors: red",
                "style: cinematic",
            ],
        ),
        (
            "An old woman with a blue scarf feeding pigeons in a park",
            &[
                "subjects: An old woman, pigeons",
                "subject_attributes: old, a blue scarf",
                "actions: feeding pigeons",
                "location: a park",
                "colors: blue",
            ],
        ),
        ("a scarf", &["subjects: a scarf"]),
        (
            "a red fox in snow. The fox moves through the frame. Dim, cool night light picks out \
             the edges and leaves deep shadows.",
            &[
                "subjects: a red fox",
                "subject_attributes: red",
                "actions: moves",
                "location: snow",
                "time_of_day: night",
                "lighting: cool night light picks out the edges, leaves deep shadows",
                "colors: red",
            ],
        ),
        (
            "a quiet street at night, no rain",
            &["location: a quiet street", "time_of_day: night"],
        ),
        (
            "a street without people in the fog",
            &["location: a street", "atmosphere: the fog"],
        ),
        (
            "an orange on a wooden table",
            &["subjects: an orange", "location: a wooden table"],
        ),
        (
            "an orange cat",
            &[
                "subjects: an orange cat",
                "subject_attributes: orange",
                "colors: orange",
            ],
        ),
        ("oranges and lemons", &["subjects: oranges, lemons"]),
        (
            "the sky is orange",
            &["atmosphere: The sky", "colors: orange"],
        ),
        (
            "leaves fall in a quiet garden",
            &[
                "subjects: leaves",
                "actions: fall",
                "location: a quiet garden",
            ],
        ),
        (
            "a cabin in the woods in the fall",
            &[
                "subjects: a cabin",
                "location: the woods",
                "atmosphere: the fall",
            ],
        ),
        (
            "rocks fall from a cliff",
            &["subjects: rocks", "actions: fall", "location: from a cliff"],
        ),
        (
            "light rain over Tokyo",
            &["location: over Tokyo", "atmosphere: light rain"],
        ),
        (
            "a light blue car",
            &[
                "subjects: a light blue car",
                "subject_attributes: light blue",
                "colors: light blue",
            ],
        ),
        (
            "soft morning light",
            &["time_of_day: morning", "lighting: soft morning light"],
        ),
        (
            "a snow leopard on a cliff",
            &["subjects: a snow leopard", "location: a cliff"],
        ),
        ("a sea turtle", &["subjects: a sea turtle"]),
        (
            "a mountain goat climbs",
            &["subjects: a mountain goat", "actions: climbs"],
        ),
        (
            "a night market in Taipei",
            &["location: a night market in Taipei"],
        ),
        (
            "a dancer in an evening gown",
            &["subjects: a dancer", "subject_attributes: an evening gown"],
        ),
        (
            "a crane shot of a harbor",
            &["location: a harbor", "style: a crane shot"],
        ),
        (
            "a crane in a marsh",
            &["subjects: a crane", "location: a marsh"],
        ),
        (
            "a slow pan across the skyline",
            &["location: the skyline", "style: a slow pan"],
        ),
        (
            "a pan on a stove",
            &["subjects: a pan", "location: a stove"],
        ),
        (
            "falling snow, a lone wolf howls",
            &[
                "subjects: a lone wolf",
                "subject_attributes: lone",
                "actions: howls",
                "atmosphere: falling snow",
            ],
        ),
        (
            "rain falling on a rooftop",
            &["location: a rooftop", "atmosphere: rain falling"],
        ),
        (
            "a child catching snow",
            &["subjects: a child", "actions: catching snow"],
        ),
        (
            "a running horse",
            &["subjects: a running horse", "actions: running"],
        ),
        (
            "a woman looking at the camera",
            &["subjects: a woman", "actions: looking at the camera"],
        ),
        (
            "the camera pans slowly over a valley",
            &["location: over a valley", "style: the camera pans slowly"],
        ),
        (
            "a black and white cat",
            &[
                "subjects: a black and white cat",
                "subject_attributes: black and white",
                "colors: black, white",
            ],
        ),
        (
            "a sign that says \"Night Rain\" above a door",
            &["subjects: a sign", "location: above a door"],
        ),
        (
            "a robot arm stacking red blocks on a table, macro shot",
            &[
                "subjects: a robot arm, red blocks",
                "subject_attributes: red",
                "actions: stacking red blocks",
                "location: a table",
                "colors: red",
                "style: macro shot",
            ],
        ),
        (
            "two astronauts floating in space",
            &[
                "subjects: two astronauts",
                "actions: floating",
                "location: space",
            ],
        ),
        (
            "a horse jumping over a fence",
            &["subjects: a horse", "actions: jumping over a fence"],
        ),
        (
            "a boat under a bridge",
            &["subjects: a boat", "location: under a bridge"],
        ),
        (
            "neon light, wet street",
            &["location: wet street", "lighting: neon light"],
        ),
        (
            "pastel colors, a meadow",
            &["location: a meadow", "colors: pastel colors"],
        ),
        (
            "a chef slices bread",
            &["subjects: a chef, bread", "actions: slices bread"],
        ),
        (
            "a dog that doesn't bark in a yard",
            &["subjects: a dog", "location: a yard"],
        ),
        ("spring meadow", &["location: spring meadow"]),
        (
            "a metal spring",
            &["subjects: a metal spring", "subject_attributes: metal"],
        ),
        (
            "ocean waves crash against rocks in a storm",
            &[
                "subjects: ocean waves",
                "actions: crash against rocks",
                "atmosphere: a storm",
            ],
        ),
        (
            "a sunny beach",
            &["location: a sunny beach", "atmosphere: sunny"],
        ),
        (
            "misty, calm, 35mm",
            &["atmosphere: misty, calm", "style: 35mm"],
        ),
        (
            "a family walks in fog and rain",
            &[
                "subjects: a family",
                "actions: walks",
                "atmosphere: fog, rain",
            ],
        ),
        ("golden hour", &["time_of_day: golden hour"]),
        (
            "a rose in a vase",
            &["subjects: a rose", "location: a vase"],
        ),
        (
            "a nurse sorts letters, seen from above --seed 4",
            &[
                "subjects: a nurse, letters",
                "actions: sorts letters",
                "style: seen from above",
            ],
        ),
        (
            "a man and a dog walk while a cat sleeps",
            &["subjects: a man, a dog, a cat", "actions: walk, sleeps"],
        ),
        (
            "The camera moves in a slow, gentle arc",
            &["style: The camera moves in a slow, gentle arc"],
        ),
        (
            "a cabin, smoke rising from the chimney, snow falling",
            &[
                "subjects: a cabin",
                "atmosphere: smoke rising from the chimney, snow falling",
            ],
        ),
        (
            "a robot waters plants in falling snow",
            &[
                "subjects: a robot, plants",
                "actions: waters plants",
                "atmosphere: falling snow",
            ],
        ),
        (
            "make a video of a man cooking pasta in a small kitchen",
            &[
                "subjects: a man, pasta",
                "actions: cooking pasta",
                "location: a small kitchen",
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = told(text);
        if found
            .iter()
            .map(|l| l.to_lowercase())
            .ne(expected.iter().map(|l| l.to_lowercase()))
        {
            wrong.push(format!("{text}\n   found {found:?}\n  wanted {expected:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_field_has_its_own_slot() {
    for (index, field) in SceneField::ALL.into_iter().enumerate() {
        assert_eq!(field as usize, index);
    }
}

#[test]
fn what_is_said_of_the_picture_is_not_seen_in_it() {
    let scene = read(
        "a red fox trots through deep snow. The action unfolds steadily in one continuous shot. \
         The look is photorealistic, with natural contrast and fine detail. Weight, contact and \
         movement stay physically plausible throughout.",
    )
    .scene;
    assert_eq!(scene.subjects.as_deref(), Some("a red fox"));
    assert_eq!(scene.subject_attributes.as_deref(), Some("red"));
    assert_eq!(scene.actions.as_deref(), Some("trots"));
    assert_eq!(scene.location.as_deref(), Some("deep snow"));
}
