//! Writes what is made from the command table: `cargo xtask codegen` runs it.
//!
//! Arguments: a folder for `api.ts`, then a file for the OpenAPI description.

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(typescript), Some(openapi)) = (args.next(), args.next()) else {
        return Err("expected a file for the TypeScript module and one for OpenAPI".into());
    };
    std::fs::write(typescript, worldreel_studio::call::typescript())?;
    let description = serde_json::to_string_pretty(&worldreel_studio::call::openapi())?;
    std::fs::write(openapi, description + "\n")?;
    Ok(())
}
