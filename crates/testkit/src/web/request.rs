//! One request, as it came.

use std::collections::BTreeMap;

use serde_json::Value;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// One request.
#[derive(Debug, Clone)]
pub struct Request {
    /// Such as `POST`.
    pub method: String,
    /// Without its query.
    pub path: String,
    /// What stands after `?`, as it was sent.
    pub query: String,
    /// Names in lower case and values, in order.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The key it came with.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    /// A value of its query.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// Its body as JSON; null when it is something else.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The text fields of a form or of a JSON object, by name.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<String, String> {
        let kind = self.header("content-type").unwrap_or_default();
        match kind.split_once("boundary=") {
            Some((_, boundary)) => form(&self.body, boundary.trim_matches('"')),
            None => object(&self.json()),
        }
    }
}

fn object(value: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let pairs = value.as_object().into_iter().flatten();
    pairs
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

/// RFC 7578, as far as text fields go.
fn form(body: &[u8], boundary: &str) -> BTreeMap<String, String> {
    let body = String::from_utf8_lossy(body);
    let mark = format!("--{boundary}");
    let parts = body.split(&mark);
    let field = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n")?;
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        Some((name.to_owned(), content.strip_suffix("\r\n")?.to_owned()))
    };
    parts.filter_map(field).collect()
}

pub(super) async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        // The first byte of a TLS handshake: this server speaks none.
        if bytes.first() == Some(&0x16) {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: bytes.split_off(end + 4),
    };
    // Our clients always tell the length: none of them streams a request.
    let length = request
        .header("content-length")
        .map_or(0, |text| text.parse().unwrap());
    while request.body.len() < length {
        if stream.read_buf(&mut request.body).await.ok()? == 0 {
            return None;
        }
    }
    Some(request)
}
