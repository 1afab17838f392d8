use bytes::Bytes;
use http::HeaderMap;
use serde_json::json as object;
use uuid::Uuid;
use worldreel_domain::id::AttemptId;
use worldreel_domain::revision::RevisionText;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;
use worldreel_domain::spec::Size;

use super::*;

fn order() -> Order {
    Order {
        attempt: AttemptId::from_uuid(Uuid::from_u128(7)),
        take: 1,
        text: RevisionText {
            prompt: "a fox; it \"stops\"\nand looks".parse().unwrap(),
            negative_prompt: Some("rain".parse().unwrap()),
            scene: Scene::default(),
        },
        spec: RenderSpec {
            size: Size::new(1280, 720),
            frames: 96,
            fps: 24,
            steps: Some(35),
            guidance: Some(6.1),
            seed: u32::MAX,
        },
        key: None,
    }
}

fn sent(dialect: Dialect) -> String {
    let mut settings = OpenAiVideosSettings::new("omni", "http://127.0.0.1:8091");
    if dialect == Dialect::LiteLlm {
        settings.model = Some("video".into());
    }
    settings.fields = [
        ("flow_shift".into(), "10.0".into()),
        (
            "extra_params".into(),
            r#"{"use_resolution_template":false}"#.into(),
        ),
    ]
    .into();
    let fields = fields(&order(), &settings, dialect);
    let line = |(name, value): (String, Value)| format!("{name}={value}");
    fields.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn everything_that_decides_the_picture_is_sent() {
    insta::assert_snapshot!(sent(Dialect::VllmOmni), @r#"
    prompt="a fox; it \"stops\"\nand looks"
    size="1280x720"
    num_frames=96
    fps=24
    seed=4294967295
    num_inference_steps=35
    guidance_scale=6.1
    negative_prompt="rain"
    extra_params={"use_resolution_template":false}
    flow_shift=10.0
    "#);
    assert_eq!(sent(Dialect::VllmOmni), sent(Dialect::Sglang));
}

#[test]
fn a_proxy_is_told_model_and_seconds_too_and_openai_only_what_it_knows() {
    insta::assert_snapshot!(sent(Dialect::LiteLlm), @r#"
    prompt="a fox; it \"stops\"\nand looks"
    model="video"
    size="1280x720"
    seconds="4"
    num_frames=96
    fps=24
    seed=4294967295
    num_inference_steps=35
    guidance_scale=6.1
    negative_prompt="rain"
    extra_params={"use_resolution_template":false}
    flow_shift=10.0
    "#);
    insta::assert_snapshot!(sent(Dialect::OpenAi), @r#"
    prompt="a fox; it \"stops\"\nand looks"
    size="1280x720"
    seconds="4"
    extra_params={"use_resolution_template":false}
    flow_shift=10.0
    "#);
}

#[test]
fn a_scene_goes_along_with_what_it_needs_and_what_the_user_set_stays() {
    let mut order = order();
    let detail = Detail {
        background: Some("a forest".into()),
        ..Detail::default()
    };
    order.text.scene.detail = detail.belonging_to(&order.text.prompt);
    let mut settings = OpenAiVideosSettings::new("omni", "http://127.0.0.1:8091");
    settings.prompt_form = Some(PromptForm::Scene);
    let told = |settings: &OpenAiVideosSettings, dialect| {
        let mut all = json(fields(&order, settings, dialect));
        let all = all.as_object_mut().unwrap();
        let names = ["size", "num_frames", "fps", "seed", "num_inference_steps"];
        for name in names
            .into_iter()
            .chain(["guidance_scale", "negative_prompt", "prompt"])
        {
            all.remove(name);
        }
        Value::Object(std::mem::take(all))
    };
    assert_eq!(
        told(&settings, Dialect::VllmOmni),
        object!({
            "extra_params": {"use_duration_template": false, "use_resolution_template": false},
            "max_sequence_length": 4096,
        })
    );
    assert_eq!(
        told(&settings, Dialect::Sglang),
        object!({
            "use_duration_template": false, "use_resolution_template": false,
            "max_sequence_length": 4096,
        })
    );
    assert_eq!(told(&settings, Dialect::TensorRt), object!({}));
    settings.fields = [
        ("max_sequence_length".into(), "900".into()),
        (
            "extra_params".into(),
            r#"{"use_duration_template":true,"guardrails":false}"#.into(),
        ),
    ]
    .into();
    assert_eq!(
        told(&settings, Dialect::VllmOmni),
        object!({
            "extra_params": {
                "guardrails": false, "use_duration_template": true,
                "use_resolution_template": false,
            },
            "max_sequence_length": 900,
        })
    );
    // Prose needs none of it.
    settings.fields.clear();
    settings.prompt_form = Some(PromptForm::Prose);
    assert_eq!(told(&settings, Dialect::VllmOmni), object!({}));
}

#[test]
fn openai_renders_three_lengths() {
    let mut spec = order().spec;
    let problems = |dialect, spec: &RenderSpec| {
        let mut found = Vec::new();
        problems_of_dialect(dialect, spec, &mut found);
        found
    };
    assert_eq!(problems(Dialect::OpenAi, &spec), []);
    spec.frames = 189;
    assert_eq!(problems(Dialect::VllmOmni, &spec), []);
    assert_eq!(
        problems(Dialect::OpenAi, &spec)[0].nearest.as_deref(),
        Some("192")
    );
}

#[test]
fn the_body_comes_before_the_status() {
    let answer = |status, body: &Value| Answer {
        status,
        headers: HeaderMap::new(),
        body: Bytes::from(body.to_string()),
    };
    let failed = object!({"id": "v-1", "object": "video", "status": "failed"});
    for status in [200, 400, 404, 500] {
        let Seen::Record(record) = seen(&answer(status, &failed), "v-1", false) else {
            panic!("{status}");
        };
        assert_eq!(record.id, "v-1");
    }
    let detail = object!({"detail": "Video not found"});
    assert_eq!(seen(&answer(404, &detail), "v-1", false), Seen::Unknown);
    // Another render's record says nothing about this one.
    assert_eq!(seen(&answer(404, &failed), "v-2", false), Seen::Unknown);
    // A page is a proxy's, whatever its status.
    assert_eq!(seen(&answer(404, &detail), "v-1", true), Seen::Busy);
    for (status, expected) in [
        (200, Seen::Busy),
        (302, Seen::Busy),
        (401, Seen::Refused),
        (429, Seen::Busy),
        (502, Seen::Busy),
    ] {
        assert_eq!(
            seen(&answer(status, &detail), "v-1", false),
            expected,
            "{status}"
        );
    }
}
