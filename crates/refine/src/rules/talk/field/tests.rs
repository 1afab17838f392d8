mod properties;

use worldreel_domain::scene::Scene;
use worldreel_domain::scene::SceneField::{self, *};

use crate::fields::{self, FieldValue, FieldsRequest};
use crate::locks::Locks;
use crate::talk::{NotChanged, Updated, Why};

const FOX: &str = "a red fox running through deep snow in a birch forest at dusk";
const MAN: &str = "An old man with a grey beard and a dog walk along a sunny beach in bright noon \
                   sunlight. The camera pans slowly to the left.";
const TAGS: &str = "fox, night, cinematic --seed 42";

fn request(text: &str, values: &[(SceneField, &str)]) -> FieldsRequest {
    let field = |&(field, value): &(SceneField, &str)| FieldValue {
        field,
        value: value.to_owned(),
    };
    FieldsRequest {
        prompt: text.parse().unwrap(),
        scene: Scene::default(),
        locks: Locks::default(),
        fields: values.iter().map(field).collect(),
    }
}

fn set(text: &str, field: SceneField, value: &str) -> Updated {
    fields::set(&request(text, &[(field, value)]))
}

#[test]
fn a_value_is_set_where_the_old_one_stands() {
    for (text, field, value, expected) in [
        (
            FOX,
            Location,
            "a harbour in Lisbon",
            "a red fox running through a harbour in Lisbon at dusk",
        ),
        (
            FOX,
            TimeOfDay,
            "morning",
            "a red fox running through deep snow in a birch forest in the morning",
        ),
        (
            FOX,
            Subjects,
            "an owl",
            "an owl running through deep snow in a birch forest at dusk",
        ),
        (
            FOX,
            Actions,
            "sleep",
            "a red fox sleeping through deep snow in a birch forest at dusk",
        ),
        (
            FOX,
            Colors,
            "blue",
            "a blue fox running through deep snow in a birch forest at dusk",
        ),
        (
            FOX,
            Colors,
            "warm tones",
            "a fox running through deep snow in a birch forest at dusk, in warm tones",
        ),
        (
            "a fox runs. The fox stops",
            Subjects,
            "two hares",
            "two hares run. The hares stop",
        ),
        (
            "A woman rides her bicycle",
            Subjects,
            "A man",
            "A man rides his bicycle",
        ),
        (
            "A blue car and a red car in a garage",
            Colors,
            "green, red",
            "A green car and a red car in a garage",
        ),
    ] {
        let updated = set(text, field, value);
        assert_eq!(updated.after.as_str(), expected, "{field}: {value}");
        assert_eq!(updated.not_changed, None);
    }
    let updated = set("two dogs two dogs", SubjectAttributes, "blue");
    assert_eq!(updated.after.as_str(), "two blue dogs two dogs");
    let updated = set(MAN, Location, "a rooftop");
    assert!(
        updated
            .after
            .as_str()
            .contains("walk on a rooftop in bright")
    );
}

#[test]
fn what_was_empty_is_said_where_it_belongs() {
    for (text, field, value, expected) in [
        (
            "a fox",
            Actions,
            "jump over a fence",
            "a fox jumping over a fence",
        ),
        ("a fox", Location, "Paris", "a fox in Paris"),
        ("a fox", TimeOfDay, "golden hour", "a fox at golden hour"),
        ("a fox", SubjectAttributes, "old", "an old fox"),
        ("a fox", Style, "anime", "a fox, in anime style"),
        (
            "at night in a forest",
            Subjects,
            "a fox",
            "a fox at night in a forest",
        ),
        (
            TAGS,
            Atmosphere,
            "fog",
            "fox, night, cinematic, in fog --seed 42",
        ),
        (
            "a fox at dusk",
            Atmosphere,
            "melancholic",
            "a fox at dusk, with a melancholic mood",
        ),
        (
            "a fox runs",
            Subjects,
            "a fox, a hare",
            "a fox and a hare run",
        ),
        (
            "a fox, wide shot",
            Style,
            "wide shot, cinematic",
            "a fox, wide shot, cinematic",
        ),
    ] {
        let updated = set(text, field, value);
        assert_eq!(updated.after.as_str(), expected, "{field}: {value}");
    }
}

#[test]
fn what_is_emptied_goes_with_the_words_around_it() {
    for (text, field, expected) in [
        (
            FOX,
            TimeOfDay,
            "a red fox running through deep snow in a birch forest",
        ),
        (FOX, Location, "a red fox running at dusk"),
        (
            FOX,
            SubjectAttributes,
            "a fox running through deep snow in a birch forest at dusk",
        ),
        (TAGS, TimeOfDay, "fox, cinematic --seed 42"),
        (
            MAN,
            Style,
            "An old man with a grey beard and a dog walk along a sunny beach in bright noon \
             sunlight.",
        ),
    ] {
        let updated = set(text, field, " ");
        assert_eq!(updated.after.as_str(), expected, "{field}");
        assert_eq!(updated.scene.get(field), None);
    }
    let updated = set(MAN, Subjects, "An old man");
    assert!(
        updated
            .after
            .as_str()
            .starts_with("An old man with a grey beard walks along")
    );
    assert!(matches!(
        set(FOX, Subjects, "").not_changed,
        Some(NotChanged::NothingLeft { .. })
    ));
}

#[test]
fn what_follows_is_told_as_such() {
    let told: Vec<_> = set(FOX, Subjects, "an owl")
        .changes
        .into_iter()
        .map(|change| (change.field, change.to, change.why, change.explanation))
        .collect();
    let why = "you set what is seen";
    assert_eq!(
        told,
        [
            (Subjects, Some("an owl".into()), Why::Asked, why.into()),
            (SubjectAttributes, None, Why::Follows, why.into()),
            (Colors, None, Why::Follows, why.into()),
        ]
    );
}

#[test]
fn what_cant_be_said_is_refused_with_its_reason() {
    let why = |field, value| set(FOX, field, value).not_changed.unwrap().to_string();
    assert_eq!(
        why(TimeOfDay, "dusk"),
        "the prompt already says \u{201c}dusk\u{201d}"
    );
    assert_eq!(why(Atmosphere, " , "), "nothing was asked");
    assert_eq!(
        why(TimeOfDay, "--seed 3"),
        "in this prompt \u{201c}--seed 3\u{201d} would not be read as the time of day; change the \
         prompt itself"
    );
    assert_eq!(
        why(Lighting, &"x".repeat(20_001)),
        "the prompt has no room for more"
    );
}

#[test]
fn locks_hold_with_their_way_out() {
    for (field, value, locked, expected) in [
        (
            Location,
            "Paris",
            Location,
            "the location is locked; unlock it to change it",
        ),
        (
            Subjects,
            "an owl",
            Colors,
            "the colours are locked; unlock it to change it",
        ),
    ] {
        let mut wanted = request(FOX, &[(field, value)]);
        wanted.locks.fields.insert(locked);
        let updated = fields::set(&wanted);
        assert_eq!(updated.not_changed.unwrap().to_string(), expected);
        assert_eq!(updated.after, updated.before);
    }
}

#[test]
fn several_fields_are_set_one_after_the_other() {
    let wanted = [
        (TimeOfDay, "night"),
        (Location, "a desert"),
        (Lighting, "--x"),
    ];
    let updated = fields::set(&request("a fox in a forest at dusk", &wanted));
    assert_eq!(updated.after.as_str(), "a fox in a desert at night");
    assert_eq!(updated.not_changed, None);
    assert_eq!(updated.not_done.len(), 1);
    assert_eq!(updated.not_done[0].part, "lighting: --x");
}

#[test]
fn what_a_model_read_is_changed_where_its_words_stand() {
    let text = "Un zorro rojo corre por la nieve.";
    let mut wanted = request(text, &[(Location, "la playa")]);
    wanted.scene.location = Some("la nieve".into());
    wanted.scene.subjects = Some("un zorro rojo".into());
    let updated = fields::set(&wanted);
    assert_eq!(updated.after.as_str(), "Un zorro rojo corre por la playa.");
    assert_eq!(updated.scene.location.as_deref(), Some("la playa"));
    assert_eq!(updated.scene.subjects.as_deref(), Some("un zorro rojo"));
    let both = FieldsRequest {
        fields: ["una liebre", "la playa"]
            .iter()
            .zip([Subjects, Location])
            .map(|(value, field)| FieldValue {
                field,
                value: (*value).to_owned(),
            })
            .collect(),
        ..wanted.clone()
    };
    let updated = fields::set(&both);
    assert_eq!(updated.after.as_str(), "Una liebre corre por la playa.");
    assert_eq!(updated.scene.subjects.as_deref(), Some("una liebre"));
    assert_eq!(updated.scene.location.as_deref(), Some("la playa"));
    wanted.scene.location = Some("un paisaje nevado".into());
    assert!(matches!(
        fields::set(&wanted).not_changed,
        Some(NotChanged::NotInTheText { .. })
    ));
    wanted.fields[0].field = Lighting;
    let updated = fields::set(&wanted);
    assert_eq!(
        updated.after.as_str(),
        "Un zorro rojo corre por la nieve, la playa."
    );
}

#[test]
fn what_would_change_another_field_is_refused() {
    let text = "A woman with red hair in a red coat walks in Paris at dusk";
    let updated = set(text, Colors, "");
    let refused = NotChanged::WouldChange {
        what: "red".into(),
        field: Subjects,
    };
    assert_eq!(updated.not_changed, Some(refused));
    assert_eq!(updated.after, updated.before);
}
