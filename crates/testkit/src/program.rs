//! The command line as a process, in a home of its own.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// No test waits longer for a program that must end.
const PATIENCE: Duration = Duration::from_secs(120);

/// A home folder with a library, and the program that is tried in it.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
    program: PathBuf,
}

/// How a program ended and what it said.
#[derive(Debug, Clone)]
pub struct Ran {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it said on the side.
    pub stderr: String,
}

impl Home {
    /// A new home for a program, such as `env!("CARGO_BIN_EXE_worldreel")`.
    #[must_use]
    pub fn new(program: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("work")).unwrap();
        Self {
            folder,
            program: program.into(),
        }
    }

    /// The home folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder that programs run in.
    #[must_use]
    pub fn work(&self) -> PathBuf {
        self.path().join("work")
    }

    /// The library that programs open when none is named.
    #[must_use]
    pub fn library(&self) -> PathBuf {
        self.path().join("library")
    }

    /// Writes a file into the folder that programs run in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.work().join(name), content).unwrap();
    }

    /// The program, knowing of no other home than this one.
    #[must_use]
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args);
        self.settle(&mut command);
        command
    }

    /// Lets any command know of no other home than this one.
    pub fn settle(&self, command: &mut Command) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path())
            // Nobody's own keyring.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            // Nor their computer's sleep.
            .env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("WORLDREEL_LIBRARY", self.library())
            .current_dir(self.work())
            .stdin(Stdio::null());
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        ran(&mut self.command(args))
    }

    /// Runs the program, which must succeed, and returns what it printed.
    pub fn must<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        ran.stdout
    }

    /// Runs the program with `--json`, which must succeed, and returns what it printed.
    pub fn must_json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.must(&args)).unwrap()
    }

    /// Starts `serve` on a free port.
    #[must_use]
    pub fn serve(&self) -> Served {
        self.served(&mut self.command(&["serve", "--port", "0"]))
    }

    /// Starts a command that serves.
    ///
    /// # Panics
    ///
    /// When it ends without saying its address.
    #[must_use]
    pub fn served(&self, command: &mut Command) -> Served {
        self.try_served(command)
            .unwrap_or_else(|said| panic!("{said}"))
    }

    /// As [`Home::served`], for one that may refuse.
    ///
    /// # Errors
    ///
    /// What it said when it ended without saying its address.
    pub fn try_served(&self, command: &mut Command) -> Result<Served, String> {
        let said = self.path().join("serve.txt");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(File::create(&said).unwrap())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = out.read_line(&mut line);
            let _ = tell.send(line);
            // Nobody else reads what it prints later.
            let _ = out.read_to_string(&mut String::new());
        });
        let address = told.recv_timeout(PATIENCE).unwrap().trim().to_owned();
        if address.is_empty() {
            let status = child.wait().unwrap();
            let said = std::fs::read_to_string(said).unwrap();
            return Err(format!("{status}: {said}"));
        }
        Ok(Served {
            child,
            address,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        })
    }
}

/// Runs a command to its end.
///
/// # Panics
///
/// When it does not end.
pub fn ran(command: &mut Command) -> Ran {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let process = child.id();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || tell.send(child.wait_with_output()));
    let Ok(output) = told.recv_timeout(PATIENCE) else {
        kill(process);
        panic!("{command:?} does not end");
    };
    let output = output.unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A program that serves a library.
#[derive(Debug)]
pub struct Served {
    child: Child,
    address: String,
    http: reqwest::Client,
}

impl Served {
    /// Its base address, as it said it.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> String {
        self.address.rsplit(':').next().unwrap().to_owned()
    }

    /// Asks a path of the call API.
    ///
    /// # Errors
    ///
    /// When it can't be reached, or refuses.
    pub async fn get(&self, path: &str) -> Result<Value, reqwest::Error> {
        let answer = self.http.get(self.url(path)).send().await?;
        answer.error_for_status()?.json().await
    }

    /// Reads the file at a path of the call API.
    ///
    /// # Errors
    ///
    /// As [`Served::get`].
    pub async fn file(&self, path: &str) -> Result<Vec<u8>, reqwest::Error> {
        let answer = self.http.get(self.url(path)).send().await?;
        Ok(answer.error_for_status()?.bytes().await?.into())
    }

    /// Sends JSON to a path of the call API.
    ///
    /// # Errors
    ///
    /// As [`Served::get`].
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, reqwest::Error> {
        let answer = self.http.post(self.url(path)).json(body).send().await?;
        answer.error_for_status()?.json().await
    }

    /// Has what is at a path of the call API deleted.
    ///
    /// # Errors
    ///
    /// As [`Served::get`].
    pub async fn delete(&self, path: &str) -> Result<Value, reqwest::Error> {
        let answer = self.http.delete(self.url(path)).send().await?;
        answer.error_for_status()?.json().await
    }

    /// Sends JSON to a path of the call API that refuses it; returns its status and what it
    /// says.
    ///
    /// # Panics
    ///
    /// When it can't be reached.
    pub async fn refused(&self, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.http.post(self.url(path)).json(body).send().await;
        let answer = answer.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Sends a file to a path of the call API.
    ///
    /// # Errors
    ///
    /// As [`Served::get`].
    pub async fn upload(&self, path: &str, bytes: Vec<u8>) -> Result<Value, reqwest::Error> {
        let answer = self.http.post(self.url(path)).body(bytes).send().await?;
        answer.error_for_status()?.json().await
    }

    /// The bytes at a path of the call API.
    ///
    /// # Errors
    ///
    /// As [`Served::get`].
    pub async fn bytes(&self, path: &str) -> Result<Vec<u8>, reqwest::Error> {
        let answer = self.http.get(self.url(path)).send().await?;
        Ok(answer.error_for_status()?.bytes().await?.to_vec())
    }

    /// Waits until the queue is as wanted, looking again whenever something changes.
    ///
    /// # Errors
    ///
    /// When it can't be reached any more.
    ///
    /// # Panics
    ///
    /// When that does not happen.
    pub async fn until(&self, wanted: impl Fn(&Value) -> bool) -> Result<(), reqwest::Error> {
        let looking = async {
            let mut heard = self.http.get(self.url("/events?after=0")).send().await?;
            while !wanted(&self.get("/queue").await?) {
                heard.chunk().await?;
            }
            Ok(())
        };
        let looked = tokio::time::timeout(PATIENCE, looking).await;
        looked.expect("the queue does not become as wanted")
    }

    /// Ends it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and waits until it has.
    #[cfg(unix)]
    pub fn stop(mut self) -> ExitStatus {
        use rustix::process::{Pid, Signal, kill_process};
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        self.child.wait().unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("{}/studio/v1{path}", self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that was waited for is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn kill(process: u32) {
    #[cfg(unix)]
    if let Some(process) = i32::try_from(process)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = process;
}
