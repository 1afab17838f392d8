//! Draws each prompt given as an argument into `sheet-N.mp4`, to look at.

use std::ops::ControlFlow;

use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::{SketchOrder, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (take, prompt) in (1_u32..).zip(std::env::args().skip(1)) {
        let spec = RenderSpec {
            size: Size::new(1280, 720),
            frames: 72,
            fps: 24,
            steps: None,
            guidance: None,
            seed: take * 11,
        };
        let scene = Scene::default();
        let order = SketchOrder {
            prompt: &prompt,
            scene: &scene,
            spec: &spec,
            take,
        };
        let mut file = std::fs::File::create(format!("sheet-{take}.mp4"))?;
        render(&order, &mut file, &mut |_, _| ControlFlow::Continue(()))?;
    }
    Ok(())
}
