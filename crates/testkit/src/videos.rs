//! A server that speaks OpenAI's video protocol, in each of its dialects, and misbehaves
//! on demand.
//!
//! Left alone it is healthy: each look at a render moves it one step, from `queued` over
//! `in_progress` to `completed`, and its clip is a real one of the size and length that
//! were asked for. [`VideoServer::hold`] lets renders stand until the test moves them,
//! and [`Act`]s make single requests go wrong.
//!
//! ```no_run
//! # async fn example() {
//! use worldreel_engines::Dialect;
//! use worldreel_testkit::videos::{Act, Route, VideoServer};
//!
//! let server = VideoServer::start(Dialect::VllmOmni).await;
//! // The first order is taken, and its answer is lost.
//! server.script().next(Route::Create, Act::DoAndDrop);
//! // … an engine for `server.url()` renders …
//! assert_eq!(server.begun(), 1);
//! # }
//! ```

mod render;
mod site;

use std::sync::{Arc, Mutex, MutexGuard};

use worldreel_engines::{Dialect, OpenAiVideosSettings, Timing};

pub use crate::web::{Act, Answer, Request, Script};

use crate::web::Web;
use render::Stage;
use site::VideoSite;

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// `GET /v1/models`
    Models,
    /// `GET /openapi.json`
    Schema,
    /// `POST /v1/videos`
    Create,
    /// `GET /v1/videos`
    List,
    /// `GET /v1/videos/{id}`
    Status,
    /// `GET /v1/videos/{id}/content`
    Content,
    /// `DELETE /v1/videos/{id}`
    Delete,
}

/// A server that speaks OpenAI's video protocol. It ends with this value.
#[derive(Debug)]
pub struct VideoServer {
    web: Web,
    site: Arc<VideoSite>,
}

impl VideoServer {
    /// Starts one that asks for no key.
    pub async fn start(dialect: Dialect) -> Self {
        Self::start_with_keys(dialect, &[]).await
    }

    /// Starts one that takes these keys and no others.
    pub async fn start_with_keys(dialect: Dialect, keys: &[&str]) -> Self {
        let keys = keys.iter().map(ToString::to_string).collect();
        let site = Arc::new(VideoSite::new(dialect, keys));
        Self {
            web: Web::start(Arc::clone(&site) as _).await,
            site,
        }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        self.web.url()
    }

    /// Settings for an engine named `omni` in front of it.
    #[must_use]
    pub fn settings(&self) -> OpenAiVideosSettings {
        OpenAiVideosSettings::new("omni", self.url())
    }

    /// Acts for its next requests, and its requests so far.
    #[must_use]
    pub fn script(&self) -> &Script<Route> {
        &self.site.script
    }

    /// Renders stand still from now on, until the test moves them.
    pub fn hold(&self) {
        self.book().held = true;
    }

    /// Renders move with each look again.
    pub fn release(&self) {
        self.book().held = false;
    }

    /// All renders are finished.
    pub fn finish(&self) {
        self.book().end(&Stage::Completed);
    }

    /// All renders fail with this code and message.
    pub fn fail(&self, code: u16, message: &str) {
        let message = message.to_owned();
        self.book().end(&Stage::Failed { code, message });
    }

    /// All renders are called by this state, which no document knows.
    pub fn call_them(&self, state: &'static str) {
        self.book().end(&Stage::Called(state));
    }

    /// The server starts anew and has forgotten every render.
    pub fn forget(&self) {
        self.book().renders.clear();
    }

    /// The server starts anew and remembers its records, but not what it was doing: they
    /// stay as they are for ever, and are this many seconds older.
    pub fn get_stuck(&self, older_s: i64) {
        let mut book = self.book();
        book.held = true;
        for render in &mut book.renders {
            render.stage = Stage::InProgress;
            render.created_at -= older_s;
        }
    }

    /// Figures that the next looks at running renders show, per cent, one a look.
    pub fn show_progress(&self, figures: &[u32]) {
        self.book().progress = figures.iter().copied().collect();
    }

    /// How many renders it has begun, finished and forgotten ones included.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.book().begun.len()
    }

    /// How many of them with this key.
    #[must_use]
    pub fn begun_with(&self, key: &str) -> usize {
        let begun = &self.book().begun;
        begun
            .iter()
            .filter(|other| other.as_deref() == Some(key))
            .count()
    }

    /// The ids of the renders that it knows, oldest first.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.book()
            .renders
            .iter()
            .map(|render| render.id.clone())
            .collect()
    }

    /// A render that somebody else has begun with this prompt, this many seconds ago.
    pub fn begin_for_another(&self, prompt: &str, seconds_ago: i64) -> String {
        self.site.begin_for_another(prompt, seconds_ago)
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

/// Pauses of a few thousandths of a second, so that no test waits for real. A server that
/// is away is still waited for; a test that wants it given up at once sets `lost_after`
/// to zero.
#[must_use]
pub fn hasty() -> Timing {
    use std::time::Duration;
    Timing {
        connect: Duration::from_secs(5),
        silence: Duration::from_secs(5),
        poll_first: Duration::from_millis(1),
        poll_most: Duration::from_millis(2),
        lost_after: Duration::from_secs(30),
        tries: 4,
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}
