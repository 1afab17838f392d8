use super::*;
use crate::diff;
use crate::locks::LockedSpan;
use crate::talk::NotChanged;
use worldreel_domain::scene::SceneField;

fn named(name: &str) -> &'static Preset {
    built_in()
        .iter()
        .find(|preset| crate::templates::same(&preset.name, name))
        .unwrap()
}

fn request(prompt: &str) -> PresetRequest {
    PresetRequest {
        prompt: prompt.parse().unwrap(),
        negative_prompt: None,
        scene: Scene::default(),
        locks: Locks::default(),
    }
}

fn after(preset: &str, prompt: &str) -> String {
    apply(named(preset), &request(prompt)).updated.after.into()
}

/// What every proposal is: changes that can be taken one by one and together make the new
/// text.
fn sound(applied: &PresetApplied) {
    let Updated {
        before,
        after,
        text_changes,
        ..
    } = &applied.updated;
    let made = diff::apply(before.as_str(), text_changes).unwrap();
    assert_eq!(made, after.as_str());
}

#[test]
fn each_phrase_is_a_change_of_its_own_with_its_reason() {
    let applied = apply(
        named("film LOOK"),
        &request("a red fox runs over a snow field"),
    );
    let told: Vec<_> = applied
        .updated
        .text_changes
        .iter()
        .map(|change| (change.to.as_str(), change.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (", on 35mm film", "preset: Film look: 35mm film"),
            (
                ", with shallow depth of field",
                "preset: Film look: shallow depth of field"
            ),
            (
                ", under dramatic lighting",
                "preset: Film look: dramatic lighting"
            ),
            (", with film grain", "preset: Film look: film grain"),
        ]
    );
    sound(&applied);
}

#[test]
fn what_excludes_it_gives_way() {
    for (preset, prompt, wanted) in [
        (
            "Macro",
            "A wide shot of a red fox in slow motion. The camera pans slowly to the left.",
            "A macro shot of a red fox in slow motion, with shallow depth of field, in soft light. \
             The camera stays still.",
        ),
        (
            "Time-lapse",
            "A wide shot of a red fox in slow motion. The camera pans slowly to the left.",
            "A wide shot of a red fox as a time lapse, in deep focus. The camera stays still.",
        ),
        (
            "Dash-cam",
            "a truck on a motorway in slow motion, in anime style",
            "a truck on a motorway in real time, photorealistic, as dash cam footage, with a wide \
             lens, fixed behind the windshield",
        ),
        (
            "Drone",
            "a river delta, low angle shot --seed 42",
            "a river delta, an aerial shot, as a flyover, with a wide lens, in one take --seed 42",
        ),
    ] {
        assert_eq!(after(preset, prompt), wanted);
        sound(&apply(named(preset), &request(prompt)));
    }
}

#[test]
fn in_a_language_that_the_rules_cant_read_it_comes_last() {
    let applied = apply(
        named("Macro"),
        &request("Un zorro rojo corre por la nieve, soft light."),
    );
    assert_eq!(
        applied.updated.after.as_str(),
        "Un zorro rojo corre por la nieve, soft light, macro shot, shallow depth of field, \
         static shot."
    );
    assert_eq!(applied.updated.text_changes.len(), 3);
    assert_eq!(applied.updated.not_done.len(), 1);
    sound(&applied);
}

#[test]
fn locks_hold_and_are_told() {
    let prompt = "A wide shot of a red fox";
    let mut locked = request(prompt);
    locked.locks.spans.push(LockedSpan {
        at: diff::CharSpan { start: 2, end: 11 },
        text: "wide shot".into(),
    });
    locked.locks.fields.insert(SceneField::Lighting);
    let applied = apply(named("Macro"), &locked);
    let text = applied.updated.after.as_str();
    assert!(text.starts_with("A wide shot of a red fox"), "{text}");
    assert!(!text.contains("soft light"), "{text}");
    let whys: Vec<_> = applied
        .updated
        .not_done
        .iter()
        .map(|own| &own.why)
        .collect();
    assert_eq!(whys.len(), 2);
    assert!(
        whys.iter()
            .all(|why| matches!(why, NotChanged::Locked { .. })),
        "{whys:?}"
    );
}

#[test]
fn what_should_not_be_seen_grows_by_what_is_not_said() {
    let mut asked = request("a fox");
    asked.negative_prompt = Some("Watermark, people,".parse().unwrap());
    let applied = apply(named("Film look"), &asked);
    assert_eq!(
        applied.negative_prompt.unwrap().as_str(),
        "Watermark, people, text overlay, oversaturated colors, video game look"
    );
    assert_eq!(applied.negative_added.len(), 3);
    asked.negative_prompt = named("Film look").negative_prompt.clone();
    let applied = apply(named("Film look"), &asked);
    assert_eq!(applied.negative_prompt, asked.negative_prompt);
    assert!(applied.negative_added.is_empty());
    asked.negative_prompt = Some("x".repeat(19_990).parse().unwrap());
    let applied = apply(named("Film look"), &asked);
    assert_eq!(applied.negative_prompt, asked.negative_prompt);
    assert!(applied.negative_added.is_empty());
}

#[test]
fn a_preset_twice_adds_nothing() {
    for preset in built_in() {
        let once = after(&preset.name, "a robot arm picks a box in a warehouse");
        let again = apply(preset, &request(&once));
        assert_eq!(again.updated.after.as_str(), once, "{}", preset.name);
        assert!(again.updated.not_changed.is_some());
    }
}

#[test]
fn phrases_that_cant_stand_are_told_with_their_number() {
    let preset = |phrases: &[&str]| Preset {
        phrases: phrases.iter().map(|own| (*own).to_owned()).collect(),
        ..named("Macro").clone()
    };
    for (phrases, problem) in [
        (&[][..], "a preset has 1 to 12 phrases; this one has 0"),
        (&["x"; 13], "a preset has 1 to 12 phrases; this one has 13"),
        (&["soft light", " "], "phrase 2 is empty"),
        (
            &["a\u{0}b"],
            "phrase 1: the prompt has the control character U+0000 at character 2",
        ),
        (
            &[&"x".repeat(201)],
            "phrase 1 has 201 characters; at most 200 are possible",
        ),
    ] {
        assert_eq!(preset(phrases).checked().unwrap_err().to_string(), problem);
    }
    let own = preset(&[" camera: orbiting the\nsubject "])
        .checked()
        .unwrap();
    assert_eq!(own.phrases, ["camera: orbiting the subject"]);
    assert_eq!(
        apply(&own, &request("a fox in snow"))
            .updated
            .after
            .as_str(),
        "a fox in snow, orbiting the subject"
    );
}

proptest::proptest! {
    /// On any text a proposal is sound, and leaves the locked words where they are.
    #[test]
    fn any_text_takes_a_preset(text in "[a-zA-Z ,.'é]{1,80}", at in 0..6_usize) {
        let Ok(prompt) = text.parse::<Prompt>() else { return Ok(()) };
        let first = prompt.as_str().split(' ').next().unwrap_or_default().to_owned();
        let mut asked = request(prompt.as_str());
        let end = u32::try_from(first.chars().count()).unwrap();
        asked.locks.spans.push(LockedSpan { at: diff::CharSpan { start: 0, end }, text: first.clone() });
        let applied = apply(&built_in()[at], &asked);
        sound(&applied);
        proptest::prop_assert!(applied.updated.after.as_str().contains(&first));
    }
}
