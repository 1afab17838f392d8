use proptest::prelude::*;
use worldreel_domain::prompt::{PROMPT_CHARS_MAX, Prompt};

use super::*;

fn prompt(text: &str) -> Prompt {
    text.parse().unwrap()
}

fn after(text: &str) -> String {
    match rewrite(&prompt(text)) {
        Rewritten::Text { after, .. } => after.as_str().to_owned(),
        Rewritten::LeftAlone(why) => panic!("left alone: {why}"),
    }
}

#[test]
fn an_enhanced_prompt_reads_well() {
    for (text, expected) in [
        (
            "a red fox running through deep snow in a birch forest at dusk",
            "a red fox running through deep snow in a birch forest at dusk. The action unfolds \
             steadily in one continuous shot. Low, warm light comes from one side and draws long \
             shadows. The camera keeps its distance and follows in one smooth move. The look is \
             photorealistic, with natural contrast and fine detail. Weight, contact and movement \
             stay physically plausible throughout",
        ),
        (
            "two dogs and a cat",
            "two dogs and a cat. They move calmly through the frame and pause once to look \
             around. The background shows their natural surroundings, with clear depth. Soft \
             natural light falls from one side and gives everything shape. The camera pushes in \
             slowly at eye level. The look is photorealistic, with natural contrast and fine \
             detail. Weight, contact and movement stay physically plausible throughout",
        ),
        (
            "Anime city street at night, neon signs, rain!",
            "Anime city street at night, neon signs, rain! The camera pans slowly and steadily \
             across the scene. The style is coherent from the first frame to the last, with fine \
             detail.",
        ),
    ] {
        assert_eq!(after(text), expected);
    }
}

#[tokio::test]
async fn each_addition_says_why_it_is_there_and_can_be_left_out() {
    use crate::diff::apply;
    use crate::refiner::{EnhanceRequest, Refiner};

    let request = EnhanceRequest {
        prompt: prompt("a dog in the rain"),
        even_if_long: false,
    };
    let enhanced = Rules.enhance(request).await.unwrap();
    let whys: std::collections::BTreeSet<&str> = enhanced
        .changes
        .iter()
        .map(|change| change.why.as_str())
        .collect();
    assert_eq!(whys.len(), enhanced.changes.len(), "{whys:?}");
    assert!(!whys.contains(""));
    let last = enhanced.changes.last().into_iter();
    assert_eq!(
        apply("a dog in the rain", last).unwrap(),
        "a dog in the rain. Weight, contact and movement stay physically plausible throughout"
    );
}

#[test]
fn what_is_added_never_contradicts_what_is_there() {
    for (text, never) in [
        (
            "a street at night",
            &["sunlight", "Soft natural light", "warm"][..],
        ),
        ("a cat in a kitchen", &["sky", "horizon", "moonlight"]),
        ("a cat in a kitchen at midnight", &["night light", "sun"]),
        ("heavy fog over a lake", &["long shadows", "sunlight"]),
        ("a diver underwater", &["falls from one side", "horizon"]),
        ("a statue in a park", &["statue moves", "action"]),
        ("an anime girl walks", &["photorealistic", "physically"]),
        (
            "timelapse of a city",
            &["continuous shot", "Small, natural movements"],
        ),
        ("low angle shot of a car", &["The camera"]),
        ("candlelight dinner on a table", &["Soft light falls"]),
        ("wolves in a forest", &["wolves moves", "pauses"]),
        ("a fox, not moving", &["fox moves", "action"]),
        ("a logo, no shadows", &["shadow", "light"]),
    ] {
        let after = after(text);
        for never in never {
            assert!(
                !after[text.len()..].contains(never),
                "{never:?} in {after:?}"
            );
        }
    }
}

#[test]
fn a_text_in_another_language_is_left_alone() {
    for text in [
        "שועל אדום רץ בשלג",
        "雪の中を走る赤い狐",
        "красная лиса бежит по снегу",
        "un zorro rojo corriendo en la nieve",
        "ein roter Fuchs im Schnee",
        "un renard roux dans la neige",
        "🦊🦊🦊",
        "1234 5678",
    ] {
        assert_eq!(
            rewrite(&prompt(text)),
            Rewritten::LeftAlone(LeftAlone::NotUnderstood),
            "{text}"
        );
        assert!(read(&prompt(text)).is_empty(), "{text}");
    }
}

#[test]
fn options_stay_at_the_end_and_quotes_to_the_letter() {
    let after = after("a café’s sign, “Ouvert – 24/7” --seed 42 --ar 16:9");
    assert!(
        after.starts_with("a café’s sign, “Ouvert – 24/7”. "),
        "{after}"
    );
    assert!(after.ends_with(" --seed 42 --ar 16:9"), "{after}");
}

#[test]
fn a_prompt_at_the_limit_has_no_room_for_more() {
    let full = format!("a fox{}", " runs".repeat(3_999));
    assert_eq!(full.len(), PROMPT_CHARS_MAX);
    assert_eq!(
        rewrite(&prompt(&full)),
        Rewritten::LeftAlone(LeftAlone::NothingToAdd)
    );
}

#[test]
fn an_enhanced_prompt_needs_no_second_round() {
    let once = after("a red fox in the snow at night");
    let twice = after(&once);
    for sentence in ["The camera ", "photorealistic", "light "] {
        assert_eq!(
            twice.matches(sentence).count(),
            once.matches(sentence).count(),
            "{twice}"
        );
    }
}

fn a_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("a".to_owned()),
        Just("the".to_owned()),
        Just("red".to_owned()),
        Just("fox".to_owned()),
        Just("runs".to_owned()),
        Just("running".to_owned()),
        Just("in".to_owned()),
        Just("of".to_owned()),
        Just("and".to_owned()),
        Just("no".to_owned()),
        Just("snow".to_owned()),
        Just("camera".to_owned()),
        Just("night,".to_owned()),
        Just("\"OPEN\"".to_owned()),
        Just("it's".to_owned()),
        Just("orange".to_owned()),
        Just("light".to_owned()),
        Just("--seed".to_owned()),
        Just("being".to_owned()),
        Just("être".to_owned()),
        Just("🦊".to_owned()),
        "[a-zé'\"\\-.,!?\\n]{1,8}",
        "\\PC{1,6}",
    ];
    proptest::collection::vec(word, 1..40).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_no_word_of_the_user_is_lost(text in a_text()) {
        let Ok(prompt) = text.parse::<Prompt>() else { return Ok(()) };
        let scene = read(&prompt);
        for (_, value) in scene.filled() {
            for part in value.split(", ") {
                prop_assert!(prompt.as_str().contains(part), "invented: {part:?}");
            }
        }
        if let Rewritten::Text { after, .. } = rewrite(&prompt) {
            prop_assert!(after.as_str().chars().count() <= PROMPT_CHARS_MAX);
            let mut rest = after.as_str();
            for word in prompt.as_str().split_whitespace() {
                let Some(at) = rest.find(word) else {
                    return Err(TestCaseError::fail(format!("{word:?} lost in {after}")));
                };
                rest = &rest[at + word.len()..];
            }
            prop_assert_eq!(rewrite(&prompt), rewrite(&prompt), "the same each time");
        }
    }
}

#[tokio::test]
async fn the_scene_of_a_changed_prompt_has_the_detail_of_its_own_text() {
    use crate::locks::Locks;
    use crate::refiner::Refiner;
    use crate::talk::UpdateRequest;

    let before = prompt("a red fox runs through snow at dawn, low angle");
    let scene = Rules.extract(&before).await.unwrap();
    assert!(scene.detail.belongs_to(&before));
    for (wish, changed) in [("make it night", true), ("what is it?", false)] {
        let request = UpdateRequest {
            prompt: before.clone(),
            scene: scene.clone(),
            locks: Locks::default(),
            request: wish.to_owned(),
        };
        let updated = Rules.update(request).await.unwrap();
        assert_eq!(updated.after != before, changed, "{wish}");
        assert!(updated.scene.detail.belongs_to(&updated.after), "{wish}");
        let light = updated.scene.detail.lighting.conditions.as_deref();
        assert_eq!(light, Some(if changed { "night" } else { "dawn" }));
    }
}
