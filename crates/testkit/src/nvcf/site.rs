//! What the function does when it is well.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use serde_json::json;
use tokio::sync::watch;
use worldreel_domain::spec::RenderSpec;

use super::result::{dressed, spec};
use super::{Form, Handed, Route, locked};
use crate::web::{Answer, Reply, Request, Script, Site};

/// What became of a render.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    Runs,
    CalledOff,
    Collected,
}

#[derive(Debug)]
pub(super) struct Render {
    pub(super) key: String,
    begun: Begun,
    looks: usize,
    spec: RenderSpec,
}

#[derive(Debug)]
pub(super) struct Book {
    pub(super) url: String,
    pub(super) renders: Vec<Render>,
    pub(super) handed: Handed,
    pub(super) form: Form,
    pub(super) at_once: bool,
    pub(super) orders_held: bool,
    pub(super) held: bool,
    /// How many renders a key may have running.
    pub(super) limit: Option<usize>,
    pub(super) progress: VecDeque<u32>,
}

impl Book {
    pub(super) fn count(&self, what: Begun) -> usize {
        self.renders
            .iter()
            .filter(|render| render.begun == what)
            .count()
    }
}

#[derive(Debug)]
pub(super) struct NvcfSite {
    keys: Vec<String>,
    pub(super) script: Script<Route>,
    pub(super) book: Mutex<Book>,
    pub(super) called_off: watch::Sender<usize>,
}

/// What the storage wants to see of an address, as a signed one has it.
const SIGNATURE: &str = "X-Amz-Signature=0123456789abcdef0123456789abcdef";

impl NvcfSite {
    pub(super) fn new(keys: Vec<String>) -> Self {
        Self {
            keys,
            script: Script::default(),
            book: Mutex::new(Book {
                url: String::new(),
                renders: Vec::new(),
                handed: Handed::Inline,
                form: Form::Zip,
                at_once: false,
                orders_held: false,
                held: false,
                limit: None,
                progress: VecDeque::new(),
            }),
            called_off: watch::Sender::new(0),
        }
    }

    fn refuse_key(&self, request: &Request) -> Option<Answer> {
        let known = |key: &str| self.keys.iter().any(|other| other == key);
        let problem = |status, title: &str, detail: &str| {
            let body =
                json!({"type": "about:blank", "title": title, "status": status, "detail": detail});
            Answer::new(status, "application/problem+json", body.to_string())
        };
        match request.bearer() {
            None => Some(problem(401, "Unauthorized", "No key")),
            Some(key) if !known(key) => Some(problem(403, "Forbidden", "Authorization failed")),
            Some(_) => None,
        }
    }

    /// The answer to an order, and the number of its render.
    fn invoke(&self, request: &Request) -> (Answer, Option<usize>) {
        if let Some(refusal) = self.refuse_key(request) {
            return (refusal, None);
        }
        let mut book = locked(&self.book);
        let key = request.bearer().unwrap_or_default().to_owned();
        let has_it = |render: &&Render| render.key == key && render.begun == Begun::Runs;
        let busy = book.renders.iter().filter(has_it).count();
        if book.limit.is_some_and(|limit| busy >= limit) {
            return (Answer::empty(429), None);
        }
        let index = book.renders.len();
        book.renders.push(Render {
            key,
            begun: Begun::Runs,
            looks: 0,
            spec: spec(&request.json()),
        });
        let answer = if book.at_once {
            hand_over(&mut book, index)
        } else {
            running(index, None)
        };
        (answer, Some(index))
    }

    fn status(&self, id: &str, request: &Request) -> Answer {
        if let Some(refusal) = self.refuse_key(request) {
            return refusal;
        }
        let mut book = locked(&self.book);
        let index = id
            .strip_prefix("req-")
            .and_then(|text| text.parse::<usize>().ok());
        let known = index.filter(|index| {
            book.renders
                .get(*index)
                .is_some_and(|render| render.begun == Begun::Runs)
        });
        let Some(index) = known else {
            let body = json!({"title": "Not Found", "status": 404, "detail": "Request not found"});
            return Answer::new(404, "application/problem+json", body.to_string());
        };
        let figure = book.progress.pop_front();
        let looks = book.renders[index].looks;
        if book.held || figure.is_some() || looks == 0 {
            book.renders[index].looks += 1;
            return running(index, figure);
        }
        hand_over(&mut book, index)
    }

    fn result(&self, id: &str, request: &Request) -> Answer {
        // A signed address with a key beside it is refused: two ways of saying who asks.
        if request.header("authorization").is_some() {
            return Answer::new(400, "application/xml", "<Error>InvalidArgument</Error>");
        }
        if request.query != SIGNATURE {
            return Answer::new(403, "application/xml", "<Error>AccessDenied</Error>");
        }
        let book = locked(&self.book);
        let index = id.parse::<usize>().ok();
        match index.and_then(|index| book.renders.get(index)) {
            Some(render) => Answer::new(200, "application/zip", dressed(&render.spec, book.form)),
            None => Answer::new(404, "application/xml", "<Error>NoSuchKey</Error>"),
        }
    }

    fn call_off(&self, index: usize) {
        let mut book = locked(&self.book);
        if let Some(render) = book.renders.get_mut(index) {
            render.begun = Begun::CalledOff;
        }
        let count = book.count(Begun::CalledOff);
        self.called_off.send_replace(count);
    }
}

fn running(index: usize, figure: Option<u32>) -> Answer {
    let answer = Answer::empty(202)
        .header("NVCF-REQID", &format!("req-{index}"))
        .header("NVCF-STATUS", "in-progress");
    match figure {
        Some(figure) => answer.header("NVCF-PERCENT-COMPLETE", &figure.to_string()),
        None => answer,
    }
}

fn hand_over(book: &mut Book, index: usize) -> Answer {
    book.renders[index].begun = Begun::Collected;
    let answer = match book.handed {
        Handed::Inline => {
            let kind = match book.form {
                Form::Mp4 => "video/mp4",
                Form::Zip => "application/zip",
                Form::Json => "application/json",
            };
            Answer::new(200, kind, dressed(&book.renders[index].spec, book.form))
        }
        Handed::Elsewhere => {
            let place = format!("{}/result/{index}?{SIGNATURE}", book.url);
            Answer::empty(302).header("Location", &place)
        }
    };
    answer
        .header("NVCF-REQID", &format!("req-{index}"))
        .header("NVCF-STATUS", "fulfilled")
}

/// Calls a render off when its first connection is dropped before it was answered.
struct FirstConnection<'s> {
    site: &'s NvcfSite,
    render: Mutex<Option<usize>>,
}

impl FirstConnection<'_> {
    fn answered(&self) {
        *locked(&self.render) = None;
    }
}

impl Drop for FirstConnection<'_> {
    fn drop(&mut self) {
        if let Some(index) = *locked(&self.render) {
            self.site.call_off(index);
        }
    }
}

impl NvcfSite {
    async fn order(&self, request: Request) -> Reply {
        let first = FirstConnection {
            site: self,
            render: Mutex::default(),
        };
        let healthy = |request: &Request| {
            let (answer, index) = self.invoke(request);
            *locked(&first.render) = index;
            Reply::Answer(answer)
        };
        let reply = self.script.carry_out(Route::Invoke, request, healthy).await;
        let taken = locked(&first.render).is_some();
        if taken && locked(&self.book).orders_held {
            std::future::pending::<()>().await;
        }
        if matches!(reply, Reply::Answer(_)) {
            first.answered();
        }
        reply
    }
}

#[async_trait]
impl Site for NvcfSite {
    async fn reply(&self, request: Request) -> Reply {
        let path = request.path.clone();
        if path == "/invoke" {
            return self.order(request).await;
        }
        // As the settings name it, and as a gateway of one's own has it.
        let status = path
            .strip_prefix("/status/")
            .or_else(|| path.strip_prefix("/v2/nvcf/pexec/status/"));
        let (route, id) = match (status, path.strip_prefix("/result/")) {
            (Some(id), _) => (Route::Status, id),
            (_, Some(id)) => (Route::Result, id),
            _ => return Reply::Answer(Answer::empty(404)),
        };
        let healthy = |request: &Request| {
            Reply::Answer(match route {
                Route::Result => self.result(id, request),
                Route::Status | Route::Invoke => self.status(id, request),
            })
        };
        self.script.carry_out(route, request, healthy).await
    }
}
