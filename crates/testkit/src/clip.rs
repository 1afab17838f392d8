//! Real clips for fakes to deliver.

use std::ops::ControlFlow;

use worldreel_domain::scene::Scene;
use worldreel_domain::spec::RenderSpec;
use worldreel_sketch::SketchOrder;

/// A small but real MP4 of this size and length.
#[must_use]
pub fn clip(spec: &RenderSpec) -> Vec<u8> {
    let scene = Scene::default();
    let order = SketchOrder {
        prompt: "a red fox trots through deep snow",
        scene: &scene,
        spec,
        take: 1,
    };
    let mut bytes = Vec::new();
    worldreel_sketch::render(&order, &mut bytes, &mut |_, _| ControlFlow::Continue(())).unwrap();
    bytes
}
