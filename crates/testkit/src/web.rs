//! A small HTTP/1.1 server whose every answer, and every silence, is in the test's hands:
//! it can drop a connection without a word, cut a body short, and see its client leave.

mod request;
mod script;

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub use request::Request;
pub use script::{Act, Script};

/// What a server does with requests.
#[async_trait]
pub trait Site: Send + Sync + 'static {
    /// Answers one. The future is dropped when the client leaves before it has ended, as
    /// a real server's is.
    async fn reply(&self, request: Request) -> Reply;
}

/// What is sent back.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer.
    Answer(Answer),
    /// Nothing: the connection is closed.
    Drop,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of its headers, beside its length.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
    /// The connection breaks after this many bytes of the body.
    pub cut_after: Option<usize>,
}

impl Answer {
    /// An answer with a body of this type.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.into(),
            cut_after: None,
        }
    }

    /// An answer in JSON.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// A page, as proxies give.
    #[must_use]
    pub fn html(status: u16) -> Self {
        let body = format!("<html><head><title>{status}</title></head><body>nginx</body></html>");
        Self::new(status, "text/html", body)
    }

    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            cut_after: None,
        }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same answer, cut off after this many bytes of its body.
    #[must_use]
    pub fn cut(mut self, after: usize) -> Self {
        self.cut_after = Some(after);
        self
    }
}

/// A running server. It ends with this value.
#[derive(Debug)]
pub struct Web {
    port: u16,
    server: JoinHandle<()>,
}

impl Web {
    /// Starts `site` on a free port of loopback.
    pub async fn start(site: Arc<dyn Site>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        Self {
            port,
            server: tokio::spawn(listen(listener, site)),
        }
    }

    /// Its address, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends it: every connection breaks, and nobody listens at its address any more.
    pub async fn stop(&mut self) {
        self.server.abort();
        // It may have been awaited before, when it was stopped for good.
        let over = std::mem::replace(&mut self.server, tokio::spawn(async {}));
        let _ = over.await;
    }

    /// Starts `site` once more at the same address.
    pub async fn listen_again(&mut self, site: Arc<dyn Site>) {
        self.stop().await;
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.server = tokio::spawn(listen(listener, site));
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn listen(listener: TcpListener, site: Arc<dyn Site>) {
    // Connections end with the set, and the set with the server.
    let mut open = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let site = Arc::clone(&site);
        open.spawn(async move { serve(stream, &*site).await });
        while open.try_join_next().is_some() {}
    }
}

async fn serve(mut stream: TcpStream, site: &dyn Site) {
    let Some(request) = request::read(&mut stream).await else {
        return;
    };
    let (mut from, mut to) = stream.split();
    let mut rest = [0; 64];
    let left = async { while from.read(&mut rest).await.is_ok_and(|read| read > 0) {} };
    let reply = tokio::select! {
        reply = site.reply(request) => reply,
        () = left => return,
    };
    if let Reply::Answer(answer) = reply {
        let _ = to.write_all(&head(&answer)).await;
        let end = answer.cut_after.unwrap_or(answer.body.len());
        let _ = to
            .write_all(&answer.body[..end.min(answer.body.len())])
            .await;
        let _ = to.shutdown().await;
    }
}

fn head(answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} \r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", answer.body.len()));
    head.into_bytes()
}
