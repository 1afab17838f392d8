//! The checks of structure: what a compiler does not see.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::arrows::{ARROWS, ROOMS, WORKSHOP};
use crate::step::cargo;
use crate::tree;

/// Licences that may be in what we ship (SPDX). Each lets us ship under MIT OR
/// Apache-2.0; weak copyleft by file (MPL-2.0) is unchanged source of others.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "LGPL-2.1-or-later",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OpenSSL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];
/// Libraries of which there must be one version: two of them would not talk to each
/// other, or would weigh twice.
const ONE_OF: &[&str] = &[
    "tokio", "hyper", "reqwest", "rustls", "axum", "serde", "sqlx", "tauri", "uuid", "zip",
];

pub(crate) fn run() -> Result<()> {
    println!("==> structure");
    let metadata = metadata()?;
    let mut found = Vec::new();
    arrows(&metadata, &mut found);
    licences(&metadata, &mut found);
    versions(&metadata, &mut found);
    found.extend(tree::links()?);
    found.extend(tree::words()?);
    found.extend(tree::named_tests()?);
    found.extend(tree::secrets_and_paths()?);
    if found.is_empty() {
        println!("    structure: in order");
        return Ok(());
    }
    bail!("the house is not in order:\n  {}", found.join("\n  "))
}

fn metadata() -> Result<Value> {
    let out = cargo(&["metadata", "--format-version", "1", "--locked"])
        .output()
        .context("could not ask cargo for the crates")?;
    if !out.status.success() {
        bail!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
    serde_json::from_slice(&out.stdout).context("cargo's answer can't be read")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn ours(package: &Value) -> Option<&str> {
    // Packages of the workspace have no registry.
    package["source"]
        .is_null()
        .then(|| package["name"].as_str()?.strip_prefix("worldreel-"))?
}

fn arrows(metadata: &Value, found: &mut Vec<String>) {
    for package in list(metadata, "packages") {
        let Some(name) = ours(package) else { continue };
        if WORKSHOP.contains(&name) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == name) else {
            found.push(format!(
                "the crate {name} has no line in xtask/src/arrows.rs"
            ));
            continue;
        };
        for used in list(package, "dependencies") {
            if used["kind"] == "dev" {
                continue;
            }
            let used = used["name"].as_str().unwrap_or_default();
            if let Some(used) = used.strip_prefix("worldreel-")
                && !allowed.contains(&used)
            {
                found.push(format!("the crate {name} may not use {used}"));
            }
            if let Some((_, rooms)) = ROOMS.iter().find(|(outside, _)| *outside == used)
                && !rooms.contains(&name)
            {
                found.push(format!(
                    "the crate {name} may not use {used}: only {} may",
                    rooms.join(", ")
                ));
            }
        }
    }
}

fn licences(metadata: &Value, found: &mut Vec<String>) {
    for package in list(metadata, "packages") {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(licence) = package["license"].as_str() else {
            if package["license_file"].is_null() {
                found.push(format!("{name} has no licence"));
            }
            continue;
        };
        let free = licence.replace('/', " OR ");
        let fits = |part: &str| {
            let part = part.trim_matches(['(', ')', ' ']);
            LICENCES.contains(&part.split(" WITH ").next().unwrap_or_default())
        };
        let any = free
            .split(" OR ")
            .any(|choice| choice.split(" AND ").all(fits));
        if !any {
            found.push(format!(
                "{name} is under {licence}, which nobody has looked at"
            ));
        }
    }
}

fn versions(metadata: &Value, found: &mut Vec<String>) {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in list(metadata, "packages") {
        let name = package["name"].as_str().unwrap_or_default();
        if ONE_OF.contains(&name) {
            all.entry(name)
                .or_default()
                .push(package["version"].as_str().unwrap_or_default());
        }
    }
    for (name, versions) in all {
        if versions.len() > 1 {
            found.push(format!(
                "{name} is there {} times: {}",
                versions.len(),
                versions.join(", ")
            ));
        }
    }
}
