//! A studio with the sketch engine in a folder of its own, and its door.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use worldreel_engines::SketchEngine;
use worldreel_refine::Rules;
use worldreel_server::{Access, Serving, serve};
use worldreel_studio::call::{BASE_PATH, Nothing};
use worldreel_studio::jobs::JobQuery;
use worldreel_studio::machine::MachineFiles;
use worldreel_studio::view::JobView;
use worldreel_studio::{ApiError, Studio, StudioConfig};

/// No test waits longer for something that must happen.
const PATIENCE: Duration = Duration::from_secs(60);

/// A library, its studio and its door.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) studio: Studio,
    serving: Serving,
    http: Client,
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl World {
    /// Open to every program of this machine.
    pub(crate) async fn open() -> Self {
        Self::with(Access::loopback()).await
    }

    pub(crate) async fn with(access: Access) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let studio = studio(folder.path()).await;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            serving: serve(studio.clone(), address, access).await.unwrap(),
            http: Client::builder().no_proxy().build().unwrap(),
            folder,
            studio,
        }
    }

    pub(crate) fn library(&self) -> &Path {
        self.studio.library()
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn host(&self) -> String {
        self.serving.address().replace("http://", "")
    }

    /// A request for a path of the server.
    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.serving.address());
        self.http.request(method.parse().unwrap(), url)
    }

    /// A request for a path of the call API.
    pub(crate) fn call(&self, method: &str, path: &str) -> RequestBuilder {
        self.request(method, &format!("{BASE_PATH}{path}"))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.call("GET", path).send().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.call("POST", path).json(body).send().await.unwrap()
    }

    /// Sends a path exactly as it is written, with these header lines.
    pub(crate) async fn raw(&self, method: &str, path: &str, headers: &[&str]) -> Raw {
        let host = self.host();
        let own_host = headers.iter().any(|line| line.starts_with("Host:"));
        let mut text = format!("{method} {path} HTTP/1.1\r\n");
        if !own_host {
            text += &format!("Host: {host}\r\n");
        }
        for line in headers {
            text += &format!("{line}\r\n");
        }
        text += "Connection: close\r\n\r\n";
        within(async {
            let mut stream = TcpStream::connect(&host).await.unwrap();
            stream.write_all(text.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.unwrap();
            let answer = String::from_utf8_lossy(&answer).into_owned();
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            Raw {
                status: head.split(' ').nth(1).unwrap().parse().unwrap(),
                head: head.to_ascii_lowercase(),
                body: body.to_owned(),
            }
        })
        .await
    }

    /// Renders this many small clips and waits until they are done.
    pub(crate) async fn render(&self, takes: u32) -> Vec<JobView> {
        let answer = self.post("/batches", &small_batch(takes)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        self.settle().await;
        let page = self.studio.list_jobs(JobQuery::default()).await;
        page.unwrap().jobs
    }

    /// Waits until nothing is left to do.
    pub(crate) async fn settle(&self) {
        let mut heard = self.studio.listen(Some(0)).await;
        within(async {
            while self.studio.queue(Nothing {}).await.unwrap().live > 0 {
                heard.recv().await.unwrap();
            }
        })
        .await;
    }

    /// Closes the door.
    pub(crate) async fn close_door(self) -> (TempDir, Studio) {
        self.serving.close().await;
        (self.folder, self.studio)
    }
}

pub(crate) async fn studio(library: &Path) -> Studio {
    Studio::open(StudioConfig {
        library: library.to_owned(),
        engines: vec![Arc::new(SketchEngine::with_lanes(1))],
        idle: false,
        repair: false,
        machine: Some(MachineFiles {
            database: library.join("machine/machine.db"),
            application: None,
            secrets: library.join("machine/keys.json"),
            env_files: Vec::new(),
        }),
        refiners: vec![Arc::new(Rules)],
        named_models: Vec::new(),
        logs: None,
        settings: None,
        desk: None,
    })
    .await
    .unwrap()
}

/// Small clips of a fox.
pub(crate) fn small_batch(takes: u32) -> Value {
    json!({ "items": [{
        "prompt": "a red fox in snow",
        "spec": { "size": { "width": 64, "height": 64 }, "frames": 10, "fps": 10, "seed": 7 },
        "takes": takes,
    }]})
}

/// The refusal that an answer is.
pub(crate) async fn refusal(answer: Response) -> (StatusCode, ApiError) {
    let status = answer.status();
    let mut body: Value = answer.json().await.unwrap();
    (
        status,
        serde_json::from_value(body["error"].take()).unwrap(),
    )
}

/// Waits for what must happen.
pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .expect("something that must happen has not happened")
}
