//! Writes what is made from the command table: `cargo xtask codegen` runs it.
//!
//! Arguments: files for the TypeScript module, the OpenAPI description and the JSON schema
//! of a scene.

use std::error::Error;
use std::path::PathBuf;

use worldreel_studio::scene::Scene;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(typescript), Some(openapi), Some(scene)) = (args.next(), args.next(), args.next())
    else {
        return Err("expected files for the TypeScript module, OpenAPI and the scene".into());
    };
    std::fs::write(typescript, worldreel_studio::call::typescript())?;
    let description = serde_json::to_string_pretty(&worldreel_studio::call::openapi())?;
    std::fs::write(openapi, description + "\n")?;
    let schema = serde_json::to_string_pretty(&Scene::schema())?;
    std::fs::write(scene, schema + "\n")?;
    Ok(())
}
