//! What the tracked files say.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::step::{command, root};

/// One word for one idea: these are other words for something that has one.
const WORDS: &[(&str, &str)] = &[
    ("worker pool", "lanes"),
    ("task queue", "queue"),
    ("api-key", "key"),
    ("clip generator", "engine"),
    ("blacklist", "bench, or refuse"),
    ("whitelist", "allow"),
];
/// What nobody leaves behind.
const LEFT_BEHIND: &[&str] = &[
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    "console.log(",
    ".only(",
];

fn tracked() -> Result<Vec<String>> {
    let out = command(
        "git",
        &["ls-files", "--cached", "--others", "--exclude-standard"],
    )
    .output()
    .context("could not ask git for the files")?;
    if !out.status.success() {
        bail!(
            "git ls-files failed: {}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&out.stdout)
        .lines()
        .map(str::to_owned)
        .collect())
}

fn text(file: &str) -> Option<String> {
    fs::read_to_string(root().join(file)).ok()
}

/// Links between our own documents that lead nowhere.
pub(crate) fn links() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in tracked()?.into_iter().filter(|file| file.ends_with(".md")) {
        let Some(page) = text(&file) else { continue };
        let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
        for link in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            if !root().join(folder).join(path).exists() {
                found.push(format!("{file} links to {link}, which is not there"));
            }
        }
    }
    Ok(found)
}

/// Words that mean something which has another word here.
pub(crate) fn words() -> Result<Vec<String>> {
    let mut found = Vec::new();
    let ours = |file: &String| {
        [".rs", ".ts", ".svelte", ".md", ".sql"]
            .iter()
            .any(|ending| file.ends_with(ending))
            && !file.starts_with("xtask/")
    };
    for file in tracked()?.into_iter().filter(ours) {
        let Some(page) = text(&file) else { continue };
        let low = page.to_lowercase();
        for (other, word) in WORDS {
            if low.contains(other) {
                found.push(format!("{file} says \"{other}\"; the word is \"{word}\""));
            }
        }
        for left in LEFT_BEHIND {
            if page.contains(left) {
                found.push(format!("{file} has {left} left in it"));
            }
        }
    }
    Ok(found)
}

/// What looks like a real key, or a path of somebody's own machine.
pub(crate) fn secrets_and_paths() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in tracked()? {
        if file.ends_with(".lock")
            || file.ends_with("package-lock.json")
            || file.starts_with("xtask/")
        {
            continue;
        }
        let Some(page) = text(&file) else { continue };
        if page.contains("/home/") && !page.contains("/home/ada") {
            found.push(format!("{file} names a folder of somebody's own machine"));
        }
        if page.contains("-----BEGIN ") && page.contains("PRIVATE KEY") {
            found.push(format!("{file} holds a private key"));
        }
    }
    Ok(found)
}

/// Tests that the document of faults names and that are not there.
pub(crate) fn named_tests() -> Result<Vec<String>> {
    const PAGE: &str = "docs/reliability.md";
    let tests: Vec<String> = tracked()?
        .into_iter()
        .filter(|file| file.starts_with("crates/") && file.ends_with(".rs"))
        .filter_map(|file| text(&file))
        .collect();
    let page = text(PAGE).unwrap_or_default();
    let named = page
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.trim_end_matches(['|', ' ']).rsplit('|').next())
        .filter_map(|cell| cell.trim().strip_prefix('`')?.strip_suffix('`'));
    Ok(named
        .filter(|name| {
            !tests
                .iter()
                .any(|text| text.contains(&format!("fn {name}(")))
        })
        .map(|name| format!("{PAGE} names a test that is not there: {name}"))
        .collect())
}
