use super::*;
use crate::locks::Locks;

fn check(before: &str, request: &str, wire: Value) -> Result<Edited, String> {
    let prompt: Prompt = before.parse().unwrap();
    let scene = rules::scene(before);
    let asked = Asked {
        prompt: &prompt,
        scene: &scene,
        locks: &Locks::default(),
        request,
    };
    Update { asked: &asked }.check(serde_json::from_value(wire).unwrap())
}

const FOX: &str = "a red fox in a birch forest at dusk, a sign that says \"OPEN\"";

fn night() -> Value {
    json!([{"field": "time_of_day", "to": "night", "follows": false, "why": "asked"}])
}

#[test]
fn a_change_of_exact_words_is_taken() {
    let edits = json!([{"from": "at dusk", "to": "at night"}]);
    let edited = check(
        FOX,
        "make it night",
        json!({"edits": edits, "fields": night()}),
    )
    .unwrap();
    let Edited::Changed {
        text_changes,
        changes,
        ..
    } = edited
    else {
        panic!("{edited:?}")
    };
    assert_eq!(text_changes.len(), 1);
    assert_eq!(
        (text_changes[0].from.as_str(), text_changes[0].to.as_str()),
        ("dusk", "night")
    );
    assert_eq!(changes[0].text_changes, [0]);
    assert_eq!(changes[0].from.as_deref(), Some("dusk"));
}

#[test]
fn whatever_spoils_the_prompt_is_refused() {
    for (edits, fields, problem) in [
        (
            json!([{"from": "at noon", "to": "at night"}]),
            night(),
            "do not stand in the prompt",
        ),
        (
            json!([{"from": "a", "to": "one"}]),
            night(),
            "more than once",
        ),
        (
            json!([{"from": "at dusk", "to": "por la noche en el bosque"}, {"from": "a red fox in a birch forest", "to": "un zorro rojo en el bosque"}]),
            night(),
            "not in the prompt's language",
        ),
        (
            json!([{"from": "\"OPEN\"", "to": "nothing"}]),
            night(),
            "quoted text",
        ),
        (
            json!([{"from": "at dusk", "to": "at night"}, {"from": "red", "to": "blue"}]),
            night(),
            "belongs to none",
        ),
        (
            json!([{"from": "at dusk", "to": "at night"}]),
            json!([{"field": "mood", "to": "dark"}]),
            "no field",
        ),
        (
            json!([{"from": "at dusk", "to": "at night"}]),
            json!([{"field": "location", "to": "a purple space station"}]),
            "which the new prompt does not",
        ),
        (
            json!([{"from": "at dusk", "to": "at night"}]),
            json!([]),
            "fields is empty",
        ),
        (
            json!([{"from": "at dusk", "to": "at night"}, {"from": "a birch forest", "to": "a dark night desert"}]),
            night(),
            "change location",
        ),
        (json!([]), json!([]), "there are no edits"),
    ] {
        let told = check(
            FOX,
            "make it night",
            json!({"edits": edits, "fields": fields}),
        )
        .unwrap_err();
        assert!(told.contains(problem), "{told}");
    }
}

#[test]
fn a_rewrite_is_no_change() {
    let before = "a red fox runs through deep snow in a quiet birch forest while the last light of a winter day \
                  fades behind the hills and an old man with a lantern walks home";
    let edits = json!([{"from": before, "to": "at night a wolf sits by the sea"}]);
    let told = check(
        before,
        "make it night",
        json!({"edits": edits, "fields": night()}),
    )
    .unwrap_err();
    assert!(told.contains("most of the prompt"), "{told}");
}

#[test]
fn a_model_may_decline_with_a_reason() {
    let edited = check(
        FOX,
        "make it louder",
        json!({"cannot": " there is\nno sound "}),
    )
    .unwrap();
    let Edited::NotChanged { why, .. } = edited else {
        panic!()
    };
    assert_eq!(
        why.to_string(),
        "the chat model made no change: there is no sound"
    );
}
