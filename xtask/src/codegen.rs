//! Files that are made from the command table.

use anyhow::Result;

use crate::step::{self, cargo};

pub(crate) fn run() -> Result<()> {
    step::run(
        "the TypeScript client, the OpenAPI description and the scene's schema",
        &mut cargo(&[
            "run",
            "--quiet",
            "--package",
            "worldreel-studio",
            "--example",
            "generate",
            "--",
            "ui/src/generated/api.ts",
            "docs/openapi.json",
            "docs/scene.schema.json",
        ]),
    )
}
