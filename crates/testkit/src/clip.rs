//! Real clips for fakes to deliver.

use std::ops::ControlFlow;
use std::sync::Mutex;

use worldreel_domain::scene::Scene;
use worldreel_domain::spec::RenderSpec;
use worldreel_sketch::SketchOrder;

/// What was drawn before: fakes deliver the same small clip over and over.
static DRAWN: Mutex<Vec<(RenderSpec, Vec<u8>)>> = Mutex::new(Vec::new());

/// A small but real MP4 of this size and length.
#[must_use]
pub fn clip(spec: &RenderSpec) -> Vec<u8> {
    let mut drawn = DRAWN.lock().unwrap();
    if let Some((_, bytes)) = drawn.iter().find(|(other, _)| other == spec) {
        return bytes.clone();
    }
    let scene = Scene::default();
    let order = SketchOrder {
        prompt: "a red fox trots through deep snow",
        scene: &scene,
        spec,
        take: 1,
    };
    let mut bytes = Vec::new();
    worldreel_sketch::render(&order, &mut bytes, &mut |_, _| ControlFlow::Continue(())).unwrap();
    drawn.push((spec.clone(), bytes.clone()));
    bytes
}
