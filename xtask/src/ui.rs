//! The pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::node::Npm;
use crate::step::{self, root};

/// Builds `ui/dist`, if anything it is made of is newer.
pub(crate) fn build() -> Result<()> {
    let dist = root().join("ui/dist/index.html");
    let built = fs::metadata(&dist).and_then(|file| file.modified()).ok();
    if built.is_some_and(|built| newest_source().is_some_and(|source| source <= built)) {
        println!("    the pages are built");
        return Ok(());
    }
    let npm = installed()?;
    step::run(
        "the pages (half a minute)",
        &mut npm.command(&["run", "build"])?,
    )
}

/// Npm, with everything installed that the lock file names.
pub(crate) fn installed() -> Result<Npm> {
    let npm = Npm::ready()?;
    let lock = root().join("ui/package-lock.json");
    let wanted = fs::read(&lock).context("ui/package-lock.json is missing")?;
    let stamp = root().join("ui/node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(npm);
    }
    step::run(
        "the pages' libraries (a minute)",
        &mut npm.command(&["ci", "--no-audit", "--no-fund"])?,
    )?;
    fs::write(&stamp, wanted).context("could not note what is installed")?;
    Ok(npm)
}

fn newest_source() -> Option<SystemTime> {
    let ui = root().join("ui");
    let files = ["index.html", "package-lock.json", "vite.config.ts"].map(|name| ui.join(name));
    let mut newest = None;
    let mut folders: Vec<PathBuf> = vec![ui.join("src"), ui.join("public")];
    for file in files {
        newest = newest.max(modified(&file));
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                newest = newest.max(modified(&entry.path()));
            }
        }
    }
    newest
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|file| file.modified()).ok()
}
