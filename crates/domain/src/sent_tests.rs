use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::scene::Scene;
use crate::scene::detail::{Aesthetics, Camera, Lighting};
use crate::spec::Size;

fn spec(width: u32, height: u32, frames: u32) -> RenderSpec {
    RenderSpec {
        size: Size::new(width, height),
        frames,
        fps: 24,
        steps: None,
        guidance: None,
        seed: 7,
    }
}

fn at(ms: u32) -> Seconds {
    Seconds::from_ms(ms).unwrap()
}

fn revision(prompt: &str, detail: Detail) -> RevisionText {
    let prompt = prompt.parse().unwrap();
    RevisionText {
        scene: Scene {
            detail: detail.belonging_to(&prompt),
            ..Scene::default()
        },
        prompt,
        negative_prompt: None,
    }
}

#[test]
fn a_scene_is_sent_as_compact_json_with_the_prompt_word_for_word() {
    let detail = Detail {
        subjects: vec![Subject {
            description: "a \"red\" fox".into(),
            appearance: Some("red".into()),
            action: Some("runs".into()),
            ..Subject::default()
        }],
        background: Some("a forest".into()),
        lighting: Lighting {
            direction: Some("from the left".into()),
            ..Lighting::default()
        },
        aesthetics: Aesthetics {
            mood: Some("calm".into()),
            ..Aesthetics::default()
        },
        camera: Camera {
            motion: Some("slow pan".into()),
            lens: Some("35mm".into()),
            ..Camera::default()
        },
        actions: vec![
            TimedAction {
                from_s: Some(at(2_000)),
                to_s: None,
                description: "it leaps".into(),
            },
            TimedAction {
                from_s: None,
                to_s: None,
                description: "it stops".into(),
            },
        ],
        segments: vec![Segment {
            from_s: at(0),
            to_s: at(62_500),
            description: "it runs".into(),
        }],
        ..Detail::default()
    };
    let text = revision("a \"red\" fox,\nthen", detail);
    let sent = sent(&text, &spec(1280, 720, 189), PromptForm::Scene);
    assert_eq!(sent.form, PromptForm::Scene);
    insta::assert_snapshot!(sent.text, @r#"{"subjects":[{"description":"a \"red\" fox","appearance_details":"red","action":"runs"}],"background_setting":"a forest","lighting":{"direction":"from the left"},"aesthetics":{"mood_atmosphere":"calm"},"cinematography":{"camera_motion":"slow pan","lens_focal_length":"35mm"},"actions":[{"time":"0:02","description":"it leaps"},{"description":"it stops"}],"segments":[{"segment_index":0,"time_range":"0:00-1:02.5","description":"it runs"}],"temporal_caption":"a \"red\" fox,\nthen","resolution":{"H":720,"W":1280},"aspect_ratio":"16,9","duration":"7s","fps":24}"#);
}

#[test]
fn prose_is_sent_without_a_detail_of_this_prompt_and_to_whoever_wants_prose() {
    let detail = || Detail {
        background: Some("a forest".into()),
        ..Detail::default()
    };
    let spec = spec(1280, 720, 96);
    let mut text = revision("a fox in a forest", detail());
    assert_eq!(
        sent(&text, &spec, PromptForm::Scene).form,
        PromptForm::Scene
    );
    assert_eq!(
        sent(&text, &spec, PromptForm::Prose).text,
        "a fox in a forest"
    );
    text.prompt = "a fox in a desert".parse().unwrap();
    let stale = sent(&text, &spec, PromptForm::Scene);
    assert_eq!(
        (stale.form, stale.text.as_str()),
        (PromptForm::Prose, "a fox in a desert")
    );
    let bare = revision("a fox", Detail::default());
    assert_eq!(
        sent(&bare, &spec, PromptForm::Scene).form,
        PromptForm::Prose
    );
    let long = revision(&"a fox ".repeat(3_330), detail());
    assert_eq!(
        sent(&long, &spec, PromptForm::Scene).form,
        PromptForm::Prose
    );
}

#[test]
fn the_shape_is_the_nearest_one() {
    for (width, height, shape) in [
        (832, 480, "16,9"),
        (1104, 832, "4,3"),
        (960, 960, "1,1"),
        (544, 736, "3,4"),
        (720, 1280, "9,16"),
        (4096, 64, "16,9"),
    ] {
        assert_eq!(
            aspect_ratio(&spec(width, height, 96)),
            shape,
            "{width}x{height}"
        );
    }
    assert_eq!(duration(&spec(64, 64, 5)), "1s");
}

#[test]
fn cosmos3_takes_scenes_whatever_its_name_is_written_like() {
    for model in ["nvidia/Cosmos3-Nano", "cosmos-3-super", "COSMOS 3"] {
        assert_eq!(PromptForm::of_model(model), PromptForm::Scene, "{model}");
    }
    for model in ["", "wan2.2", "cosmos-predict2", "sora-2"] {
        assert_eq!(PromptForm::of_model(model), PromptForm::Prose, "{model}");
    }
}

fn words() -> impl Strategy<Value = String> {
    "[a-zé🦊\"\\\\\\n,]{1,20}[a-z]"
}

prop_compose! {
    fn subjects()(description in words(), appearance in proptest::option::of(words()),
        pose in proptest::option::of(words()), action in proptest::option::of(words()),
        state_changes in proptest::option::of(words())) -> Subject {
        Subject { description, appearance, pose, action, state_changes }
    }
}

prop_compose! {
    fn actions()(from in proptest::option::of(0..50_000_u32), long in proptest::option::of(1..9_000_u32),
        description in words()) -> TimedAction {
        TimedAction {
            from_s: from.map(at),
            to_s: long.map(|long| at(from.unwrap_or(0) + long)),
            description,
        }
    }
}

fn details() -> impl Strategy<Value = Detail> {
    let some = || proptest::option::of(words());
    let segments = proptest::collection::vec((1..9_000_u32, words()), 0..4).prop_map(|parts| {
        let mut end = 0;
        let each = parts.into_iter().map(|(long, description)| {
            let from = end;
            end += long;
            Segment {
                from_s: at(from),
                to_s: at(end),
                description,
            }
        });
        each.collect::<Vec<_>>()
    });
    let pictures = [(); 12].map(|()| some());
    (
        proptest::collection::vec(subjects(), 0..3),
        pictures,
        proptest::collection::vec(actions(), 0..3),
        segments,
    )
        .prop_map(|(subjects, said, actions, segments)| {
            let [
                background,
                conditions,
                direction,
                shadows,
                composition,
                color_scheme,
                mood,
                motion,
                framing,
                angle,
                depth_of_field,
                lens,
            ] = said;
            Detail {
                of: String::new(),
                subjects,
                background,
                lighting: Lighting {
                    conditions,
                    direction,
                    shadows,
                },
                aesthetics: Aesthetics {
                    composition,
                    color_scheme,
                    mood,
                },
                camera: Camera {
                    motion,
                    framing,
                    angle,
                    depth_of_field,
                    lens,
                },
                actions,
                segments,
            }
        })
}

proptest! {
    #[test]
    fn a_scene_survives_the_round_trip(detail in details(), prompt in words()) {
        let text = revision(&prompt, detail);
        let json = serde_json::to_string(&text.scene).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Scene>(&json).unwrap(), &text.scene);
        prop_assert_eq!(text.scene.problems(None), []);
    }

    #[test]
    fn what_is_sent_parses_back_and_holds_every_value_and_the_prompt(
        detail in details(), prompt in words(),
    ) {
        let text = revision(&prompt, detail);
        let spec = spec(1280, 720, 96);
        let first = sent(&text, &spec, PromptForm::Scene);
        prop_assert_eq!(&first, &sent(&text, &spec, PromptForm::Scene));
        if text.scene.detail.is_empty() {
            prop_assert_eq!(first.text.as_str(), text.prompt.as_str());
        } else {
            let value: Value = serde_json::from_str(&first.text).unwrap();
            prop_assert_eq!(value["temporal_caption"].as_str(), Some(text.prompt.as_str()));
            let back = crate::structured::read(value.as_object().unwrap()).unwrap();
            prop_assert_eq!(&back.prompt, &text.prompt);
            prop_assert_eq!((back.size, back.fps), (Some(spec.size), Some(spec.fps)));
            prop_assert_eq!(back.ignored, [""; 0]);
            let mut detail = text.scene.detail.clone();
            // An end alone is told from the first frame on, as the form wants it.
            for action in detail.actions.iter_mut().filter(|own| own.to_s.is_some()) {
                action.from_s.get_or_insert_default();
            }
            prop_assert_eq!(back.detail, detail);
            let mut held = Vec::new();
            strings(&value, &mut held);
            for (path, own) in text.scene.detail.values() {
                prop_assert!(held.contains(&own.to_owned()), "{path} is lost");
            }
        }
    }
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|own| strings(own, found)),
        Value::Object(map) => map.values().for_each(|own| strings(own, found)),
        _ => {}
    }
}
