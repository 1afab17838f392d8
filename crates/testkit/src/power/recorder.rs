//! The library that notes changes, and where it does.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::log::{self, Log};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/power/recorder.c");

/// Notes what programs change below a folder.
#[derive(Debug)]
pub struct Recorder {
    folder: TempDir,
    root: PathBuf,
}

impl Recorder {
    /// A recorder of what is changed below `root`, an empty folder.
    ///
    /// # Panics
    ///
    /// When there is no C compiler, which Rust links with anyway.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"])
            .arg("-o")
            .args([&folder.path().join("recorder.so"), Path::new(SOURCE)])
            .args(["-ldl", "-lpthread"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(
            built.status.success(),
            "the recorder can't be built: {said}"
        );
        let root = root.canonicalize().unwrap();
        let recorder = Self { folder, root };
        log::begin(&recorder.file());
        recorder
    }

    /// The folder that it watches, without links in its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Has it watch a command.
    pub fn attach(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", self.folder.path().join("recorder.so"))
            .env("WORLDREEL_RECORD_ROOT", &self.root)
            .env("WORLDREEL_RECORD_LOG", self.file());
    }

    /// How long the log is by now: the position of whatever comes next.
    ///
    /// # Panics
    ///
    /// When the log can't be read.
    #[must_use]
    pub fn position(&self) -> u64 {
        log::length(&self.file())
    }

    /// All that was noted so far.
    ///
    /// # Panics
    ///
    /// When the log is not whole.
    #[must_use]
    pub fn log(&self) -> Log {
        Log::read(&self.file(), &self.root)
    }

    /// Where the log is, until this value goes.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}
