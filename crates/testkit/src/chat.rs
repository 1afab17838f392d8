//! A chat server that answers what it is told to, in order, and remembers what it was
//! asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// What the server does with one request.
#[derive(Debug)]
pub enum Answer {
    /// It answers.
    Body {
        /// The HTTP status.
        status: u16,
        /// Names and values of its headers.
        headers: Vec<(&'static str, String)>,
        /// What it says.
        body: String,
    },
    /// It answers in parts, as its [`Writer`] says.
    Parts(UnboundedReceiver<Event>),
    /// It never answers; who asked may hang up.
    Silence,
}

/// What happens to an answer in parts.
#[derive(Debug)]
pub enum Event {
    /// More of it comes.
    More(String),
    /// The connection breaks.
    Break,
}

/// Writes an answer in parts. The answer ends without its last part when this is dropped.
#[derive(Debug)]
pub struct Writer(UnboundedSender<Event>);

impl Writer {
    /// The model writes this.
    pub fn write(&self, content: &str) {
        self.part(&json!({"choices": [{"delta": {"content": content}}]}));
    }

    /// The server sends any other part.
    pub fn part(&self, part: &Value) {
        self.say(&format!("data: {part}\n\n"));
    }

    /// The server sends these bytes.
    pub fn say(&self, text: &str) {
        // Whoever asked may have gone.
        let _ = self.0.send(Event::More(text.to_owned()));
    }

    /// The model has written all, with so many tokens in and out.
    pub fn end(self, tokens: (u32, u32)) {
        self.part(&json!({"choices": [{"delta": {}, "finish_reason": "stop"}]}));
        let usage = json!({"prompt_tokens": tokens.0, "completion_tokens": tokens.1});
        self.part(&json!({"choices": [], "usage": usage}));
        self.say("data: [DONE]\n\n");
    }

    /// The connection breaks.
    pub fn cut(self) {
        let _ = self.0.send(Event::Break);
    }

    /// Waits until whoever asked has hung up.
    pub async fn hung_up(&self) {
        self.0.closed().await;
    }
}

/// An answer in parts, and who writes it.
#[must_use]
pub fn chat_parts() -> (Writer, Answer) {
    let (writer, parts) = unbounded_channel();
    (Writer(writer), Answer::Parts(parts))
}

impl Answer {
    /// An answer in JSON.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::typed(status, "application/json", body.to_string())
    }

    /// An answer in HTML, as proxies give.
    #[must_use]
    pub fn html(status: u16, body: &str) -> Self {
        Self::typed(status, "text/html", body.to_owned())
    }

    fn typed(status: u16, content_type: &str, body: String) -> Self {
        Self::Body {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body,
        }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Body { headers, .. } = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }
}

/// A good answer with `text` as the model's words.
#[must_use]
pub fn chat(text: &str) -> Answer {
    let choice = json!({"finish_reason": "stop", "message": {"content": text}});
    Answer::json(200, &json!({"choices": [choice]}))
}

/// A good answer with JSON as the model's words.
#[must_use]
pub fn chat_json(value: &Value) -> Answer {
    chat(&value.to_string())
}

/// What the server was asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The bearer token it came with.
    pub bearer: Option<String>,
    /// Its JSON.
    pub body: Value,
}

impl Request {
    /// Which way of asking for JSON it used.
    #[must_use]
    pub fn format(&self) -> &'static str {
        let format = &self.body["response_format"];
        match format["type"].as_str() {
            Some("json_schema") if format["json_schema"]["strict"] == true => "strict",
            Some("json_schema") => "loose",
            Some("json_object") => "object",
            _ => "none",
        }
    }
}

#[derive(Debug, Default)]
struct Book {
    answers: VecDeque<Answer>,
    requests: Vec<Request>,
    now: usize,
    most_at_once: usize,
}

#[derive(Debug, Default)]
struct Shared {
    book: Mutex<Book>,
    asked: Notify,
    hung_up: Notify,
}

/// Held while nothing is answered: dropped when who asked has cut the line.
struct Line<'a>(&'a Shared);

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.0.hung_up.notify_one();
    }
}

/// The running server.
#[derive(Debug)]
pub struct Fake {
    port: u16,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Fake {
    /// Starts it on a free port of loopback.
    pub async fn start(answers: Vec<Answer>) -> Self {
        let shared = Arc::new(Shared::default());
        shared.book.lock().unwrap().answers = answers.into();
        let app = Router::new()
            .route("/v1/chat/completions", post(answer))
            .route("/v1/models", get(models))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            port,
            shared,
            server,
        }
    }

    /// What a client takes for its base address.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Stops the server; nobody listens at its address any more.
    pub async fn base_url_after_stop(self) -> String {
        self.server.abort();
        let base_url = self.base_url();
        let _ = self.server.await;
        base_url
    }

    /// What it was asked so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.book.lock().unwrap().requests.clone()
    }

    /// How many requests were before it at the same time at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.shared.book.lock().unwrap().most_at_once
    }

    /// Waits for the next request.
    pub async fn wait_for_request(&self) {
        self.shared.asked.notified().await;
    }

    /// Waits until one who was never answered has cut the line.
    pub async fn wait_for_hang_up(&self) {
        self.shared.hung_up.notified().await;
    }
}

/// It has one model, `m`.
async fn models() -> axum::Json<Value> {
    axum::Json(json!({ "object": "list", "data": [{ "id": "m", "object": "model" }] }))
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: String,
) -> Response<Body> {
    let bearer = headers.get("authorization").map(|value| {
        let text = value.to_str().unwrap();
        text.strip_prefix("Bearer ").unwrap().to_owned()
    });
    let answer = {
        let mut book = shared.book.lock().unwrap();
        book.requests.push(Request {
            bearer,
            body: serde_json::from_str(&body).unwrap(),
        });
        book.now += 1;
        book.most_at_once = book.most_at_once.max(book.now);
        book.answers.pop_front()
    };
    shared.asked.notify_one();
    // Lets others in, if any are on their way: the runtime looks for new bytes every
    // 61 turns.
    for _ in 0..500 {
        tokio::task::yield_now().await;
    }
    shared.book.lock().unwrap().now -= 1;
    let (status, headers, body) = match answer {
        Some(Answer::Body {
            status,
            headers,
            body,
        }) => (status, headers, body),
        Some(Answer::Parts(parts)) => return in_parts(parts),
        Some(Answer::Silence) => {
            let _line = Line(&shared);
            std::future::pending().await
        }
        None => (500, Vec::new(), "the test has no more answers".to_owned()),
    };
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(Body::from(body)).unwrap()
}

fn in_parts(parts: UnboundedReceiver<Event>) -> Response<Body> {
    let told = futures::stream::unfold(parts, |mut parts| async move {
        let told = match parts.recv().await? {
            Event::More(text) => Ok(text),
            Event::Break => Err(std::io::Error::other("the connection breaks")),
        };
        Some((told, parts))
    });
    Response::builder()
        .header("content-type", "text/event-stream")
        .body(Body::from_stream(told))
        .unwrap()
}
