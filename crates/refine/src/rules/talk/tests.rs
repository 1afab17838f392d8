mod contrary;
mod said;
mod settled;

use proptest::prelude::*;

use super::*;
use crate::diff;
use crate::refiner::Refiner;
use crate::rules::{self, Rules};
use crate::talk::{UpdateRequest, Updated};
use crate::vary::{MadeBy, VaryRequest};

fn update(text: &str, request: &str, locks: Locks) -> Updated {
    let request = UpdateRequest {
        prompt: text.parse().unwrap(),
        scene: rules::scene(text),
        locks,
        request: request.to_owned(),
    };
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(Rules.update(request))
        .unwrap()
}

fn after(text: &str, request: &str) -> String {
    let updated = update(text, request, Locks::default());
    assert_eq!(updated.not_changed, None, "{request} on {text}");
    updated.after.as_str().to_owned()
}

#[test]
fn what_is_asked_is_done_where_it_stands() {
    let fox = "a red fox running through deep snow in a birch forest at dusk";
    let man =
        "An old man with a grey beard and a dog walk along a sunny beach in bright noon sunlight.";
    for (text, request, expected) in [
        (
            fox,
            "make it night",
            "a red fox running through deep snow in a birch forest at night",
        ),
        (
            fox,
            "turn the fox into an owl",
            "a red owl running through deep snow in a birch forest at dusk",
        ),
        (fox, "set it in Paris", "a red fox running in Paris at dusk"),
        (
            fox,
            "the fox should be sleeping",
            "a red fox sleeping in deep snow in a birch forest at dusk",
        ),
        (
            fox,
            "make the fox bigger and fluffier",
            "a big fluffy red fox running through deep snow in a birch forest at dusk",
        ),
        (
            man,
            "remove the dog",
            "An old man with a grey beard walks along a sunny beach in bright noon sunlight.",
        ),
        (
            man,
            "make it night",
            "An old man with a grey beard and a dog walk along a beach in moonlight at night.",
        ),
        (
            man,
            "make it rainy",
            "An old man with a grey beard and a dog walk along a rainy beach in soft grey light.",
        ),
        (
            "a wolf in a wood",
            "make the wolf old",
            "an old wolf in a wood",
        ),
        (
            "A woman rides her bicycle",
            "make the woman a man",
            "A man rides his bicycle",
        ),
        (
            "a fox runs. The fox stops",
            "turn the fox into two hares",
            "two hares run. The hares stop",
        ),
        (
            "fox, night, cinematic --seed 42",
            "add fog",
            "fox, night, cinematic, in thick fog --seed 42",
        ),
        (
            "The camera pans slowly over a valley",
            "camera stays still",
            "The camera stays still over a valley",
        ),
    ] {
        assert_eq!(after(text, request), expected, "{request}");
    }
}

#[test]
fn every_part_is_done_or_reported_with_examples() {
    let updated = update(
        "a fox at dusk",
        "make it night and florble the wug",
        Locks::default(),
    );
    assert_eq!(updated.after.as_str(), "a fox at night");
    assert_eq!(updated.not_done.len(), 1);
    assert_eq!(updated.not_done[0].part, "florble the wug");
    assert!(
        updated.not_done[0]
            .why
            .to_string()
            .contains("make it night")
    );
}

#[test]
fn what_follows_is_told_as_such_and_carried_by_its_own_change() {
    let updated = update(
        "a lake in bright noon sunlight, cinematic",
        "make it night",
        Locks::default(),
    );
    let told: Vec<_> = updated
        .changes
        .iter()
        .map(|c| (c.field, c.why, c.text_changes.len()))
        .collect();
    assert_eq!(
        told,
        [
            (SceneField::TimeOfDay, Why::Asked, 1),
            (SceneField::Lighting, Why::Follows, 1)
        ]
    );
    let whys: Vec<_> = updated
        .text_changes
        .iter()
        .map(|c| c.why.as_str())
        .collect();
    assert_eq!(
        whys,
        ["so that the light fits night", "you asked: make it night"]
    );
}

#[test]
fn a_lock_stands_and_the_rest_is_done() {
    let locks = Locks {
        fields: [SceneField::TimeOfDay].into(),
        spans: Vec::new(),
    };
    let updated = update("a fox at dusk", "make it night and add a dog", locks);
    assert_eq!(updated.after.as_str(), "a fox at dusk, with a dog");
    assert_eq!(
        updated.not_done[0].why.to_string(),
        "the time of day is locked; unlock it to change it"
    );
}

#[test]
fn what_the_request_keeps_is_kept() {
    let updated = update(
        "a white cat at dusk",
        "keep the cat, make the cat black, make it night",
        Locks::default(),
    );
    assert_eq!(updated.after.as_str(), "a white cat at night");
    assert!(matches!(updated.not_done[0].why, NotChanged::Kept { .. }));
}

pub(super) fn a_prompt() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("a red fox"),
        Just("two dogs"),
        Just("An old man with a hat"),
        Just("runs through snow"),
        Just("in a birch forest"),
        Just("at dusk"),
        Just("at night"),
        Just(", neon light"),
        Just(". The camera pans left."),
        Just("and a cat"),
        Just(", rain"),
        Just("\"OPEN\""),
        Just("é🦊"),
        Just("--seed 4"),
        Just("wooden table"),
        Just(", wide shot of a car"),
        Just("is sunny"),
    ];
    proptest::collection::vec(part, 1..7).prop_map(|parts| parts.join(" "))
}

fn a_request() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("make it night"),
        Just("add a dog"),
        Just("remove the fox"),
        Just("remove the light"),
        Just("replace the man with a robot"),
        Just("make the cat blue"),
        Just("in Paris"),
        Just("and"),
        Just("then"),
        Just(","),
        Just("slower"),
        Just("make them jump"),
        Just("the camera zooms in"),
        Just("no rain"),
        Just("sunny"),
        Just("keep the fox"),
        Just("give the fox a hat"),
        Just("anime style"),
        Just("softer light"),
        Just("é🦊 \""),
        Just("make"),
        Just("turn it into"),
        Just("instead of"),
        Just("two dogs"),
        Just("remove the dogs"),
    ];
    proptest::collection::vec(part, 1..6).prop_map(|parts| parts.join(" "))
}

pub(super) fn some_locks(text: &str, fields: &[usize], ends: (usize, usize)) -> Locks {
    let letters: Vec<char> = text.chars().collect();
    let (a, b) = (ends.0 % (letters.len() + 1), ends.1 % (letters.len() + 1));
    let (start, end) = (a.min(b), a.max(b));
    let at = CharSpan {
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
    };
    Locks {
        fields: fields.iter().map(|at| SceneField::ALL[at % 9]).collect(),
        spans: vec![LockedSpan {
            at,
            text: letters[start..end].iter().collect(),
        }],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn whatever_is_asked_locks_hold_and_the_changes_lead_there(
        text in a_prompt(),
        request in a_request(),
        fields in proptest::collection::vec(0..9_usize, 0..3),
        ends in (0..60_usize, 0..60_usize),
    ) {
        let Ok(prompt) = text.parse::<Prompt>() else { return Ok(()) };
        let text = prompt.as_str();
        let locks = some_locks(text, &fields, ends);
        let updated = update(text, &request, locks.clone());
        let scene = rules::scene(text);
        let before = Version { prompt: text, scene: &scene };
        let now = Version { prompt: updated.after.as_str(), scene: &updated.scene };
        prop_assert_eq!(locks::violation(before, now, &locks), None);
        prop_assert_eq!(diff::apply(text, &updated.text_changes).unwrap(), updated.after.as_str());
        prop_assert_eq!(updated.after == updated.before, updated.not_changed.is_some());
        for span in &updated.locks.spans {
            let there: String = updated.after.as_str().chars()
                .skip(span.at.start as usize).take((span.at.end - span.at.start) as usize).collect();
            prop_assert_eq!(&there, &span.text);
        }
        for change in &updated.changes {
            prop_assert!(!locks.fields.contains(&change.field));
            for at in &change.text_changes {
                prop_assert!((*at as usize) < updated.text_changes.len());
            }
        }
    }

    #[test]
    fn variations_are_as_many_as_asked_for_and_no_two_alike(
        texts in proptest::collection::vec(a_prompt(), 1..4),
        total in 1..=20_u8,
        locked in proptest::collection::vec(0..9_usize, 0..3),
    ) {
        let selected: Vec<Prompt> = texts.iter().filter_map(|text| text.parse().ok()).filter(|prompt: &Prompt| language::is_english(prompt.as_str())).collect();
        if selected.is_empty() { return Ok(()) }
        let locks = Locks { fields: locked.iter().map(|at| SceneField::ALL[at % 9]).collect(), spans: Vec::new() };
        let request = VaryRequest {
            selected: selected.clone(),
            total: total.try_into().unwrap(),
            locks: locks.clone(),
            axes: None,
            scene: Default::default(),
        };
        let run = || tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(Rules.vary(request.clone())).unwrap();
        let varied = run();
        prop_assert_eq!(varied.cards.len(), usize::from(total), "{:?}", varied.short_of);
        prop_assert_eq!(varied.cards[0].prompt.as_str(), selected[0].as_str());
        let mut keys = Vec::new();
        for card in varied.cards.iter().filter(|card| card.origin == MadeBy::Rules) {
            let base = &varied.cards[card.made_from as usize].prompt;
            let scene = rules::scene(base.as_str());
            let version = |prompt| Version { prompt, scene: &scene };
            prop_assert_eq!(locks::violation(version(base.as_str()), version(card.prompt.as_str()), &locks), None);
            prop_assert_eq!(diff::apply(base.as_str(), &card.changes).unwrap(), card.prompt.as_str());
            let key = crate::vary::alike::Key::of(card.prompt.as_str());
            prop_assert!(!keys.contains(&key), "{}", card.prompt);
            keys.push(key);
        }
        prop_assert_eq!(run(), varied, "the same each time");
    }
}
