//! The generated files are those that the command table makes now.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

fn stored(file: &str) -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(top.join(file)).unwrap_or_default()
}

#[test]
fn the_typescript_client_is_up_to_date() {
    assert!(
        stored("ui/src/generated/api.ts") == worldreel_studio::call::typescript(),
        "run `cargo xtask codegen`"
    );
}

#[test]
fn the_openapi_description_is_up_to_date() {
    let made = serde_json::to_string_pretty(&worldreel_studio::call::openapi()).unwrap() + "\n";
    assert!(
        stored("docs/openapi.json") == made,
        "run `cargo xtask codegen`"
    );
}

#[test]
fn the_schema_of_a_scene_is_up_to_date() {
    let schema = worldreel_studio::scene::Scene::schema();
    let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    assert!(
        stored("docs/scene.schema.json") == made,
        "run `cargo xtask codegen`"
    );
}
