//! An order as the body of a request.

use serde_json::{Map, Value, json};

use super::resolution;
use super::settings::NvcfBody;
use crate::engine::Order;
use crate::http::{decimal, set_field};

/// The fields of Cosmos NIM that come from the order.
const RESERVED: &[&str] = &[
    "model_mode",
    "prompt",
    "negative_prompt",
    "seed",
    "guidance_scale",
    "num_inference_steps",
    "resolution",
    "num_frames",
    "fps",
    "input_reference",
];

pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The body of a request for a render.
pub(super) fn body(order: &Order, kind: &NvcfBody) -> Value {
    match kind {
        NvcfBody::CosmosNim { fields } => {
            let mut body = cosmos_nim(order);
            for (name, text) in fields {
                body.insert(name.clone(), set_field(text));
            }
            Value::Object(body)
        }
        NvcfBody::TritonCommand { command } => triton_command(order, command),
    }
}

fn cosmos_nim(order: &Order) -> Map<String, Value> {
    let spec = &order.spec;
    let mut body = Map::new();
    let mut add = |name: &str, value: Value| body.insert(name.to_owned(), value);
    add("model_mode", "text2video".into());
    add("prompt", order.text.prompt.as_str().into());
    if let Some(negative) = &order.text.negative_prompt {
        add("negative_prompt", negative.as_str().into());
    }
    // Left out, it would be random and never told.
    add("seed", spec.seed.into());
    if let Some(guidance) = spec.guidance {
        add("guidance_scale", decimal(guidance));
    }
    if let Some(steps) = spec.steps {
        add("num_inference_steps", steps.into());
    }
    if let Some(resolution) = resolution::name(spec.size) {
        add("resolution", resolution.into());
    }
    add("num_frames", spec.frames.into());
    add("fps", spec.fps.into());
    body
}

/// The command line of the first hosted Cosmos models, in the request of a Triton server
/// (the KServe protocol, version 2). Its parser is a command line's: a quote in the
/// prompt would end the prompt and begin an option.
fn triton_command(order: &Order, command: &str) -> Value {
    let prompt = quoted(order.text.prompt.as_str());
    let line = format!("{command} --prompt={prompt} --seed={}", order.spec.seed);
    json!({
        "inputs": [{"name": "command", "shape": [1], "datatype": "BYTES", "data": [line]}],
        "outputs": [{"name": "status", "datatype": "BYTES", "shape": [1]}],
    })
}

/// A text in double quotes, as a command line takes it. A line break would end the line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;
    use worldreel_domain::id::AttemptId;
    use worldreel_domain::revision::RevisionText;
    use worldreel_domain::scene::Scene;
    use worldreel_domain::spec::{RenderSpec, Size};

    use super::*;

    fn order() -> Order {
        Order {
            attempt: AttemptId::from_uuid(Uuid::from_u128(7)),
            take: 1,
            text: RevisionText {
                prompt: "a fox says \"no\" --seed=1\nand \\ goes".parse().unwrap(),
                negative_prompt: Some("rain".parse().unwrap()),
                scene: Scene::default(),
            },
            spec: RenderSpec {
                size: Size::new(832, 480),
                frames: 189,
                fps: 24,
                steps: Some(35),
                guidance: Some(6.1),
                seed: 41,
            },
            key: None,
        }
    }

    #[test]
    fn cosmos_nim_is_told_everything_that_decides_the_picture() {
        let kind = NvcfBody::CosmosNim {
            fields: [("flow_shift".into(), "10.0".into())].into(),
        };
        insta::assert_json_snapshot!(body(&order(), &kind), @r#"
        {
          "flow_shift": 10.0,
          "fps": 24,
          "guidance_scale": 6.1,
          "model_mode": "text2video",
          "negative_prompt": "rain",
          "num_frames": 189,
          "num_inference_steps": 35,
          "prompt": "a fox says \"no\" --seed=1\nand \\ goes",
          "resolution": "480_16_9",
          "seed": 41
        }
        "#);
    }

    #[test]
    fn a_command_line_keeps_the_prompt_in_its_quotes() {
        let kind = NvcfBody::TritonCommand {
            command: "text2world".into(),
        };
        let body = body(&order(), &kind);
        let line = body["inputs"][0]["data"][0].as_str().unwrap();
        insta::assert_snapshot!(
            line,
            @r#"text2world --prompt="a fox says \"no\" --seed=1 and \\ goes" --seed=41"#
        );
    }

    /// Reads a quoted text as a command line does.
    fn unquoted(quoted: &str) -> Option<(String, String)> {
        let mut text = String::new();
        let mut chars = quoted.strip_prefix('"')?.chars();
        loop {
            match chars.next()? {
                '"' => return Some((text, chars.collect())),
                '\\' => text.push(chars.next()?),
                c => text.push(c),
            }
        }
    }

    proptest! {
        #[test]
        fn no_prompt_leaves_its_quotes(text in "[a-z\"\\\\ $`\n-]{0,60}") {
            let (read, rest) = unquoted(&quoted(&text)).unwrap();
            prop_assert_eq!(read, text.replace(['\n', '\t'], " "));
            prop_assert_eq!(rest, "");
        }
    }
}
