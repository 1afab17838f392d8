//! Files that are made from the command table.

use anyhow::Result;

use crate::step::{self, cargo};

pub(crate) fn run() -> Result<()> {
    step::run(
        "the TypeScript client and the OpenAPI description",
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
        ]),
    )
}
