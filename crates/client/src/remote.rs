//! A studio in another process, over HTTP.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use eventsource_stream::Eventsource;
use futures::StreamExt;
use reqwest::{RequestBuilder, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::sync::mpsc;
use worldreel_host::durable;
use worldreel_studio::call::{BASE_PATH, Command, CommandInfo, Method, PROTOCOL, Upload};
use worldreel_studio::endpoint::Endpoint;
use worldreel_studio::{ApiError, ErrorCode, StudioEvent};

/// How long a connection to this machine may take.
const CONNECT: Duration = Duration::from_secs(2);

/// Events that may wait for a slow listener.
const EVENTS_WAITING_MAX: usize = 256;

/// A studio in another process.
#[derive(Clone)]
pub struct Remote {
    http: reqwest::Client,
    endpoint: Endpoint,
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct ErrorBody {
    error: ApiError,
}

impl Remote {
    /// The studio at an address.
    ///
    /// # Errors
    ///
    /// `unsuitable` when it speaks another version of the call API.
    pub fn new(endpoint: &Endpoint) -> Result<Self, ApiError> {
        if endpoint.protocol != PROTOCOL {
            return Err(ApiError::new(
                ErrorCode::Unsuitable,
                format!(
                    "the Worldreel that has this library open speaks version {} of the call API, this one version {PROTOCOL}",
                    endpoint.protocol
                ),
            )
            .hint("close the other one, or use the same version of both"));
        }
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            // A proxy has no business between two programs on one machine.
            .no_proxy()
            .build()
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        Ok(Self {
            http,
            endpoint: endpoint.clone(),
        })
    }

    /// Itself when somebody answers at its address, else nothing.
    pub(crate) async fn answers(self) -> Result<Option<Self>, ApiError> {
        let health = self
            .call::<worldreel_studio::call::GetHealth>(Default::default())
            .await;
        match health {
            Ok(_) => Ok(Some(self)),
            Err(error) if error.code == ErrorCode::Closed => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Its base address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.endpoint.address
    }

    /// What opens files when it stands in their address; `None` when nothing is asked
    /// for.
    #[must_use]
    pub fn media_token(&self) -> Option<&str> {
        self.endpoint.media_token.as_deref()
    }

    pub(crate) async fn call_named(
        &self,
        command: &CommandInfo,
        input: Value,
    ) -> Result<Box<RawValue>, ApiError> {
        read(self.send(self.request(command, input)).await?).await
    }

    pub(crate) async fn call<C: Command>(&self, input: C::Input) -> Result<C::Output, ApiError> {
        let input = serde_json::to_value(input)
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        read(self.send(self.request(&C::INFO, input)).await?).await
    }

    pub(crate) async fn upload<C: Command>(&self, upload: Upload) -> Result<C::Output, ApiError> {
        let input = serde_json::json!({ "name": upload.name });
        let request = self
            .start(&C::INFO, &input)
            .query(&[("name", &upload.name)]);
        read(self.send(request.body(upload.bytes)).await?).await
    }

    pub(crate) async fn save<C: Command>(
        &self,
        input: C::Input,
        to: &Path,
    ) -> Result<(), ApiError> {
        let input = serde_json::to_value(input)
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        let response = self.send(self.request(&C::INFO, input)).await?;
        let mut response = refused_or(response).await?.bytes_stream();
        let on_io = |source| on_write(to, &source);
        let part = Part::create(to).map_err(on_io)?;
        while let Some(bytes) = response.next().await {
            let bytes = bytes.map_err(|error| unreachable(&error))?;
            (&part.file).write_all(&bytes).map_err(on_io)?;
        }
        part.finish(to).map_err(on_io)
    }

    pub(crate) async fn listen(
        &self,
        after: Option<i64>,
    ) -> Result<mpsc::Receiver<StudioEvent>, ApiError> {
        let mut request = self
            .http
            .get(format!("{}{BASE_PATH}/events", self.endpoint.address));
        if let Some(token) = &self.endpoint.token {
            request = request.bearer_auth(token);
        }
        if let Some(after) = after {
            request = request.query(&[("after", after)]);
        }
        let response = refused_or(self.send(request).await?).await?;
        let (out, heard) = mpsc::channel(EVENTS_WAITING_MAX);
        tokio::spawn(async move {
            let mut events = response.bytes_stream().eventsource();
            // Ends when the connection or the listener is gone.
            while let Some(Ok(event)) = events.next().await {
                let event = match event.event.as_str() {
                    "change" => serde_json::from_str(&event.data).map(StudioEvent::Change),
                    "snapshot_required" => {
                        serde_json::from_str(&event.data).map(StudioEvent::SnapshotRequired)
                    }
                    "set_up" => Ok(StudioEvent::SetUp),
                    "writing" => serde_json::from_str(&event.data).map(StudioEvent::Writing),
                    "progress" => serde_json::from_str(&event.data).map(StudioEvent::Progress),
                    // A newer studio may tell more.
                    _ => continue,
                };
                let Ok(event) = event else { return };
                if out.send(event).await.is_err() {
                    return;
                }
            }
        });
        Ok(heard)
    }

    fn request(&self, command: &CommandInfo, input: Value) -> RequestBuilder {
        let request = self.start(command, &input);
        let mut fields = match input {
            Value::Object(fields) => fields,
            _ => serde_json::Map::new(),
        };
        for name in command.path_fields() {
            fields.remove(name);
        }
        match command.method {
            Method::Post => request.json(&fields),
            Method::Get | Method::Delete => {
                let query: Vec<(String, String)> = fields
                    .into_iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(name, value)| (name, text(&value)))
                    .collect();
                request.query(&query)
            }
        }
    }

    fn start(&self, command: &CommandInfo, input: &Value) -> RequestBuilder {
        let mut path = command.path.to_owned();
        for name in command.path_fields() {
            // Ids and nothing else stand in paths: no letter of them needs care.
            path = path.replace(&format!("{{{name}}}"), &text(&input[name]));
        }
        let url = format!("{}{BASE_PATH}{path}", self.endpoint.address);
        let request = match command.method {
            Method::Get => self.http.get(url),
            Method::Post => self.http.post(url),
            Method::Delete => self.http.delete(url),
        };
        match &self.endpoint.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, ApiError> {
        request.send().await.map_err(|error| unreachable(&error))
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    refused_or(response).await?.json().await.map_err(|error| {
        if error.is_decode() {
            ApiError::from_error(ErrorCode::Internal, &error)
        } else {
            unreachable(&error)
        }
    })
}

async fn refused_or(response: Response) -> Result<Response, ApiError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let body = response
        .bytes()
        .await
        .map_err(|error| unreachable(&error))?;
    Err(match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(body) => body.error,
        Err(_) => ApiError::new(
            ErrorCode::Internal,
            format!("the studio answered {status} without a reason"),
        ),
    })
}

fn unreachable(error: &reqwest::Error) -> ApiError {
    ApiError::from_error(ErrorCode::Closed, &error.without_address())
        .hint("the studio has closed or crashed; nothing that was queued is lost")
}

/// Errors that are shown must not hold addresses, which may hold a token.
trait WithoutAddress {
    fn without_address(&self) -> Plain;
}

#[derive(Debug, thiserror::Error)]
#[error("the studio can't be reached: {0}")]
struct Plain(String);

impl WithoutAddress for reqwest::Error {
    fn without_address(&self) -> Plain {
        let kind = if self.is_connect() {
            "nobody answers"
        } else if self.is_timeout() {
            "it did not answer in time"
        } else {
            "the connection was cut"
        };
        Plain(kind.into())
    }
}

/// Copies a file; whole or not at all.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), ApiError> {
    let copied = (|| {
        let mut source = File::open(from)?;
        let part = Part::create(to)?;
        io::copy(&mut source, &mut &part.file)?;
        part.finish(to)
    })();
    copied.map_err(|source| on_write(to, &source))
}

/// A file that grows beside its final name, and is removed unless it is finished.
struct Part {
    file: File,
    path: PathBuf,
    finished: bool,
}

impl Part {
    fn create(to: &Path) -> io::Result<Self> {
        let mut name = to
            .file_name()
            .ok_or(io::ErrorKind::InvalidFilename)?
            .to_owned();
        name.push(".part");
        let path = to.with_file_name(name);
        Ok(Self {
            file: File::create(&path)?,
            path,
            finished: false,
        })
    }

    fn finish(mut self, to: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        durable::rename(&self.path, to)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn on_write(to: &Path, source: &io::Error) -> ApiError {
    let code = match source.kind() {
        io::ErrorKind::StorageFull => ErrorCode::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ErrorCode::ReadOnly,
        _ => ErrorCode::Unsuitable,
    };
    ApiError {
        causes: vec![source.to_string()],
        ..ApiError::new(code, format!("could not save {}", to.display()))
    }
    .hint("choose another place; the video stays in the library")
}
