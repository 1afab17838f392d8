//! The scenes that the rules make are those that `docs/scene.schema.json` describes.
#![allow(dead_code, missing_docs, reason = "shared with `cargo xtask eval`")]
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

#[path = "../eval/cases.rs"]
mod cases;

use std::path::Path;

use cases::Cases;
use jsonschema::Validator;
use serde_json::{Value, json};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_refine::{Refiner, Rules};

fn validator() -> Validator {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scene.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Every prompt of our cases.
fn prompts() -> Vec<Prompt> {
    let cases = Cases::read().unwrap();
    let detail = cases.detail.into_iter().map(|case| case.prompt);
    let extract = cases.extract.into_iter().map(|case| case.prompt);
    let vary = cases.vary.into_iter().flat_map(|case| case.selected);
    let updates = cases.updates.into_iter().map(|case| case.prompt);
    let texts = updates.chain(cases.enhance.into_iter().map(|case| case.prompt));
    let parsed = texts.filter_map(|text| text.parse().ok());
    detail.chain(extract).chain(vary).chain(parsed).collect()
}

#[tokio::test]
async fn every_scene_that_the_rules_make_is_valid() {
    let validator = validator();
    let prompts = prompts();
    assert!(prompts.len() > 300);
    let mut detailed = 0;
    for prompt in prompts {
        let scene = Rules.extract(&prompt).await.unwrap();
        detailed += usize::from(!scene.detail.is_empty());
        let json = serde_json::to_value(&scene).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, [""; 0], "{prompt}: {json}");
        assert_eq!(scene.problems(None), [], "{prompt}");
        // It reads back as it is.
        assert_eq!(serde_json::from_value::<Scene>(json).unwrap(), scene);
    }
    assert!(detailed > 200, "{detailed}");
}

#[test]
fn what_is_no_scene_is_refused() {
    let validator = validator();
    for wrong in [
        json!({ "subject": "a fox" }),
        json!({ "subjects": "" }),
        json!({ "detail": { "camera": { "lense": "35mm" } } }),
        json!({ "detail": { "segments": [{ "from_s": -1, "to_s": 2, "description": "a fox" }] } }),
        json!({ "detail": { "segments": [{ "from_s": 0, "description": "a fox" }] } }),
        json!({ "detail": { "actions": [{ "description": "" }] } }),
        json!({ "detail": { "subjects": vec![json!({ "description": "a fox" }); 65] } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}
