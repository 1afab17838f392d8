//! Where configuration, state and videos belong on this system.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// The user's folder for an application's settings; `None` without a home folder.
#[must_use]
pub fn config(application: &str) -> Option<PathBuf> {
    project(application).map(|dirs| dirs.config_dir().to_owned())
}

/// The user's folder for an application's logs and other state that can be lost.
#[must_use]
pub fn state(application: &str) -> Option<PathBuf> {
    project(application).map(|dirs| {
        dirs.state_dir()
            .unwrap_or_else(|| dirs.data_local_dir())
            .to_owned()
    })
}

/// The folder where the user keeps videos, or else the home folder.
#[must_use]
pub fn videos() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    Some(
        dirs.video_dir()
            .unwrap_or_else(|| dirs.home_dir())
            .to_owned(),
    )
}

fn project(application: &str) -> Option<ProjectDirs> {
    ProjectDirs::from("", "", application)
}
