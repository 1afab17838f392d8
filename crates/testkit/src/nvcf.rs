//! A function behind NVIDIA's gateway, and the storage where large results lie.
//!
//! Left alone it is healthy: a POST is answered with 202 at once, the first look with 202
//! too, and the second with the result, a real clip of the size and length that were
//! asked for. As at the real one, a result can be read once, and an order whose first
//! connection is dropped is called off.
//!
//! ```no_run
//! # async fn example() {
//! use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};
//!
//! let server = NvcfServer::start(&["nvapi-one"]).await;
//! server.script().next(Route::Invoke, Act::Say(Answer::empty(429)));
//! // … an engine for `server.settings()` renders …
//! assert_eq!(server.begun_with("nvapi-one"), 0);
//! # }
//! ```

mod result;
mod site;

use std::sync::{Arc, Mutex, MutexGuard};

use worldreel_engines::{NvcfBody, NvcfSettings};

pub use crate::web::{Act, Answer, Request, Script};

use crate::web::Web;
use site::{Begun, NvcfSite};

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The POST that orders a render.
    Invoke,
    /// A GET that asks about one.
    Status,
    /// A GET of a result from the storage.
    Result,
}

/// How a result is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// In the body of the answer.
    Inline,
    /// At a signed address that the answer names with 302.
    Elsewhere,
}

/// What a result looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The MP4 itself.
    Mp4,
    /// A ZIP with the MP4 in a folder.
    Zip,
    /// JSON with the MP4 in base64.
    Json,
}

/// A function behind NVIDIA's gateway. It ends with this value.
#[derive(Debug)]
pub struct NvcfServer {
    web: Web,
    site: Arc<NvcfSite>,
}

impl NvcfServer {
    /// Starts one that takes these keys and no others.
    pub async fn start(keys: &[&str]) -> Self {
        let keys = keys.iter().map(ToString::to_string).collect();
        let site = Arc::new(NvcfSite::new(keys));
        let web = Web::start(Arc::clone(&site) as _).await;
        locked(&site.book).url = web.url();
        Self { web, site }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        self.web.url()
    }

    /// Settings for an engine named `cosmos` in front of it, which takes the JSON of
    /// Cosmos NIM.
    #[must_use]
    pub fn settings(&self) -> NvcfSettings {
        let body = NvcfBody::CosmosNim {
            fields: std::collections::BTreeMap::new(),
        };
        let mut settings = NvcfSettings::new("cosmos", format!("{}/invoke", self.url()), body);
        settings.status_url = format!("{}/status/{{id}}", self.url());
        settings.holds_first_answer = Some(true);
        settings
    }

    /// Acts for its next requests, and its requests so far.
    #[must_use]
    pub fn script(&self) -> &Script<Route> {
        &self.site.script
    }

    /// How results are handed over from now on, and what they look like.
    pub fn hand_over(&self, handed: Handed, form: Form) {
        let mut book = self.book();
        (book.handed, book.form) = (handed, form);
    }

    /// A POST is answered with its result from now on.
    pub fn answer_at_once(&self) {
        self.book().at_once = true;
    }

    /// POSTs are held open from now on, until the client leaves: then their renders are
    /// called off.
    pub fn hold_orders(&self) {
        self.book().orders_held = true;
    }

    /// A key may have this many renders running at once; a further order with it is
    /// answered with 429 and no hint when to come back, as the real service does.
    pub fn limit_each_key(&self, renders: usize) {
        self.book().limit = Some(renders);
    }

    /// Renders stand still from now on, until [`release`](Self::release).
    pub fn hold(&self) {
        self.book().held = true;
    }

    /// Renders go on.
    pub fn release(&self) {
        self.book().held = false;
    }

    /// Figures that the next looks show while a render runs, one a look; as long as there
    /// are any, it runs.
    pub fn show_progress(&self, figures: &[u32]) {
        self.book().progress = figures.iter().copied().collect();
    }

    /// How many renders it has begun, those that were called off included.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.book().renders.len()
    }

    /// How many of them with this key.
    #[must_use]
    pub fn begun_with(&self, key: &str) -> usize {
        let book = self.book();
        book.renders
            .iter()
            .filter(|render| render.key == key)
            .count()
    }

    /// How many were called off because their first connection was dropped.
    #[must_use]
    pub fn called_off(&self) -> usize {
        self.book().count(Begun::CalledOff)
    }

    /// How many results were read. What is neither read nor called off runs, or waits to
    /// be read.
    #[must_use]
    pub fn collected(&self) -> usize {
        self.book().count(Begun::Collected)
    }

    /// Waits until this many were called off.
    pub async fn wait_for_called_off(&self, times: usize) {
        let mut changed = self.site.called_off.subscribe();
        let enough = changed.wait_for(|count| *count >= times);
        let came = tokio::time::timeout(std::time::Duration::from_secs(30), enough).await;
        came.expect("a render that was left was not called off")
            .unwrap();
    }

    /// Nobody listens at its address any more.
    pub async fn stop(&mut self) {
        self.web.stop().await;
    }

    /// It listens again at the same address, with its memory as it was.
    pub async fn listen_again(&mut self) {
        self.web.listen_again(Arc::clone(&self.site) as _).await;
    }

    fn book(&self) -> MutexGuard<'_, site::Book> {
        locked(&self.site.book)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}
