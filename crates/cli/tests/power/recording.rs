//! A studio whose every change is noted, and what it says with it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use worldreel_testkit::power::{Disk, Image, Log, Recorder};
use worldreel_testkit::program::{Home, Served, ran};

use crate::claims::Claims;

/// How the answer begins that grants what was asked.
pub(crate) const ANSWER: &str = "HTTP/1.1 200";

/// Settles a command into a home whose library and keys lie on `disk`.
pub(crate) fn on_disk(command: &mut Command, disk: &Path) {
    command
        .env("WORLDREEL_LIBRARY", disk.join("library"))
        .env("XDG_CONFIG_HOME", disk.join("config"));
}

/// A home that is watched, and what was said in it.
pub(crate) struct Recording {
    pub(crate) home: Home,
    pub(crate) recorder: Recorder,
    pub(crate) claims: Claims,
}

/// What is left of one.
pub(crate) struct Recorded {
    pub(crate) log: Log,
    pub(crate) told: Told,
    /// The folder as it really was at the end.
    pub(crate) real: Image,
    /// The log as it was written.
    raw: Vec<u8>,
}

/// What a log does not hold.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Told {
    /// The folder that was watched, and its number.
    root: PathBuf,
    pub(crate) inode: u64,
    pub(crate) claims: Claims,
}

impl Recorded {
    /// Keeps it in a folder, to be looked at again.
    pub(crate) fn keep(&self, folder: &Path) {
        std::fs::write(folder.join("log"), &self.raw).unwrap();
        let told = serde_json::to_vec(&self.told).unwrap();
        std::fs::write(folder.join("told.json"), told).unwrap();
    }

    /// One that was kept.
    pub(crate) fn kept(folder: &Path) -> Self {
        let told = std::fs::read(folder.join("told.json")).unwrap();
        let told: Told = serde_json::from_slice(&told).unwrap();
        let log = Log::read(&folder.join("log"), &told.root);
        Self {
            real: told.all(&log).now(),
            raw: Vec::new(),
            log,
            told,
        }
    }
}

impl Told {
    /// The disk with all that was noted.
    pub(crate) fn all(&self, log: &Log) -> Disk {
        let mut disk = Disk::new(self.inode);
        for (at, record) in log.records() {
            disk.take(*at, record);
        }
        disk
    }
}

impl Recording {
    pub(crate) fn begin() -> Self {
        let home = Home::new(env!("CARGO_BIN_EXE_worldreel"));
        let disk = home.path().join("disk");
        std::fs::create_dir(&disk).unwrap();
        let recorder = Recorder::new(&disk);
        Self {
            home,
            recorder,
            claims: Claims::default(),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.home.command(args);
        on_disk(&mut command, self.recorder.root());
        self.recorder.attach(&mut command);
        command
    }

    /// Runs the program; what it does is promised with the first word that it prints.
    pub(crate) fn run(&mut self, args: &[&str], input: Option<PathBuf>, thing: &str) {
        let asked = self.recorder.position();
        let mut command = self.command(args);
        if let Some(input) = input {
            command.stdin(File::open(input).unwrap());
        }
        let ran = tokio::task::block_in_place(|| ran(&mut command));
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:#?}");
        self.claims.note(asked, "", thing.to_owned(), json!(true));
    }

    pub(crate) fn serve(&self) -> Served {
        let mut command = self.command(&["serve", "--port", "0"]);
        tokio::task::block_in_place(|| self.home.served(&mut command))
    }

    /// Asks for something, and notes what is so with the answer.
    pub(crate) async fn post(
        &mut self,
        studio: &Served,
        path: &str,
        body: Value,
        so: &[(String, Value)],
    ) -> Value {
        let asked = self.recorder.position();
        let answer = studio.post(path, &body).await.unwrap();
        for (thing, value) in so {
            self.claims
                .note(asked, ANSWER, thing.clone(), value.clone());
        }
        answer
    }

    /// Looks at all jobs, and notes the videos that are said to be there.
    pub(crate) async fn look(&mut self, studio: &Served) -> Vec<Value> {
        let asked = self.recorder.position();
        let jobs = studio.get("/jobs").await.unwrap();
        let jobs = jobs["jobs"].as_array().unwrap().clone();
        for job in &jobs {
            if let Some(video) = job.get("video") {
                let thing = format!("video of {}", job["id"].as_str().unwrap());
                self.claims
                    .note(asked, ANSWER, thing, video["sha256"].clone());
                // Who looks at takes looks at their posters, which are made for it.
                let poster = format!("/videos/{}/poster", video["id"].as_str().unwrap());
                studio.file(&poster).await.unwrap();
            }
        }
        jobs
    }

    /// Ends the recording.
    pub(crate) fn end(mut self) -> Recorded {
        use std::os::unix::fs::MetadataExt;

        let log = self.recorder.log();
        self.claims.find(&log);
        let root = self.recorder.root().to_owned();
        Recorded {
            log,
            raw: std::fs::read(self.recorder.file()).unwrap(),
            told: Told {
                inode: root.metadata().unwrap().ino(),
                root,
                claims: self.claims,
            },
            real: Image::of(self.recorder.root()),
        }
    }
}
