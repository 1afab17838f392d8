//! A small disk that a test can fill, which only a superuser can mount.
#![expect(
    clippy::print_stdout,
    reason = "who may not mount a disk should hear that a test was skipped"
)]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A disk in memory. It is taken away with this value.
#[derive(Debug)]
pub struct SmallDisk {
    path: PathBuf,
}

impl SmallDisk {
    /// One of that many mebibytes, mounted at a folder that is made; `None` for a user who
    /// may not mount it.
    ///
    /// # Panics
    ///
    /// When the folder can't be made.
    #[must_use]
    pub fn mount(path: &Path, mebibytes: u32) -> Option<Self> {
        std::fs::create_dir(path).unwrap();
        let mounted = rustix::process::geteuid().is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m")])
                .arg("worldreel-test")
                .arg(path)
                .status()
                .is_ok_and(|status| status.success());
        if !mounted {
            println!("skipped: a small disk can't be mounted here");
            return None;
        }
        Some(Self {
            path: path.to_owned(),
        })
    }

    /// Where it is mounted.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes all space that is left.
    ///
    /// # Panics
    ///
    /// When the file that takes it can't be made.
    pub fn fill(&self) {
        let mut file = File::create(self.ballast()).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            while let Ok(()) = file.write_all(&vec![7; size]) {}
        }
    }

    /// Gives it back.
    ///
    /// # Panics
    ///
    /// When it was not filled.
    pub fn make_room(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.path.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a failed test may have a program that still looks at it.
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}
