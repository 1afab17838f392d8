//! System packages: looked for, installed where that is allowed, else named.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::step;

/// What the window is built with.
pub(crate) const DESKTOP: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libxdo-dev",
];
/// What lets WebKitGTK play H.264.
pub(crate) const MEDIA: &[&str] = &[
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-libav",
    "gstreamer1.0-gl",
];
/// What the tests drive: browsers, a display without a screen, a second opinion on MP4s,
/// a keyring.
pub(crate) const TESTS: &[&str] = &[
    "chromium",
    "xvfb",
    "xauth",
    "dbus",
    "webkit2gtk-driver",
    "ffmpeg",
    "fonts-dejavu-core",
    "gnome-keyring",
];
/// The display without a screen, as `xvfb-run` is told of it.
pub(crate) const SCREEN: &str = "--server-args=-screen 0 1440x900x24 -nolisten tcp";
/// What makes the H.264 encoder two to three times as quick; it works without.
pub(crate) const SPEED: &[&str] = &["nasm"];

/// Makes sure that packages are installed.
pub(crate) fn need(purpose: &str, groups: &[&[&str]]) -> Result<()> {
    let wanted: Vec<&str> = groups
        .iter()
        .flat_map(|group| group.iter().copied())
        .collect();
    if !has("dpkg-query") {
        println!(
            "    this is no Debian: make sure that you have what is called there\n    {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(prefix) = privilege() else {
        bail!(
            "{purpose} needs system packages that only an administrator can install:\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        );
    };
    println!(
        "    {purpose} needs {} system packages: {}",
        missing.len(),
        missing.join(" ")
    );
    let apt = |args: &[&str]| {
        let mut words: Vec<&str> = prefix.to_vec();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
        // Another installation may be under way.
        words.extend(["-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0"]);
        words.extend(args);
        step::command(words[0], &words[1..])
    };
    step::run("package lists (a minute at most)", &mut apt(&["update"]))?;
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    step::run(
        "system packages (one to five minutes)",
        apt(&install).stdout(Stdio::null()),
    )
}

/// Whether a program is found on the PATH.
pub(crate) fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|out| out.stdout == b"install ok installed")
}

/// What to put before apt: nothing for the administrator, sudo where it asks for no
/// password.
fn privilege() -> Option<&'static [&'static str]> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
        return Some(&[]);
    }
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    sudo.then_some(&["sudo", "-n"])
}
