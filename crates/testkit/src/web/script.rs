//! What a server is told to do otherwise, and what it was asked.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::watch;

use super::{Answer, Reply, Request};

/// Nothing that must happen takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server does with one request instead of doing it and saying so.
#[derive(Debug, Clone)]
pub enum Act {
    /// It does nothing and answers this.
    Say(Answer),
    /// It does what was asked, and answers this.
    DoAndSay(Answer),
    /// It does what was asked, and the connection breaks before the answer.
    DoAndDrop,
    /// It does what was asked, and never answers.
    DoAndFallSilent,
    /// It does what was asked, and the answer is cut off after this many bytes.
    DoAndCut(usize),
    /// It does nothing, and the connection breaks.
    Drop,
    /// It does nothing, and never answers.
    FallSilent,
}

/// One act and the requests that meet it.
#[derive(Debug)]
struct Planned<R> {
    route: R,
    /// Only those that come with this key.
    key: Option<String>,
    act: Act,
    /// It is met again and again.
    stays: bool,
}

/// The acts for the next requests of each route, and the requests so far.
#[derive(Debug)]
pub struct Script<R> {
    acts: Mutex<Vec<Planned<R>>>,
    seen: Mutex<Vec<(R, Request)>>,
    count: watch::Sender<usize>,
}

impl<R> Default for Script<R> {
    fn default() -> Self {
        Self {
            acts: Mutex::default(),
            seen: Mutex::default(),
            count: watch::Sender::new(0),
        }
    }
}

impl<R: Copy + PartialEq + std::fmt::Debug> Script<R> {
    /// The next request of `route` that no act is planned for yet meets this one.
    pub fn next(&self, route: R, act: Act) {
        self.plan(route, None, act, false);
    }

    /// The same, for requests that come with this key: others pass it by.
    pub fn next_with_key(&self, route: R, key: &str, act: Act) {
        self.plan(route, Some(key), act, false);
    }

    /// Every request of `route` with this key meets this act, once those planned before
    /// are used up: a key that was revoked, or whose credit is gone.
    pub fn always_with_key(&self, route: R, key: &str, act: Act) {
        self.plan(route, Some(key), act, true);
    }

    /// No act is planned any more.
    pub fn forget_acts(&self) {
        locked(&self.acts).clear();
    }

    fn plan(&self, route: R, key: Option<&str>, act: Act, stays: bool) {
        locked(&self.acts).push(Planned {
            route,
            key: key.map(str::to_owned),
            act,
            stays,
        });
    }

    fn planned(&self, route: R, request: &Request) -> Option<Act> {
        let mut acts = locked(&self.acts);
        let at = acts.iter().position(|planned| {
            let ours = |key: &String| request.bearer() == Some(key);
            planned.route == route && planned.key.as_ref().is_none_or(ours)
        })?;
        if acts[at].stays {
            Some(acts[at].act.clone())
        } else {
            Some(acts.remove(at).act)
        }
    }

    /// The requests of a route so far.
    #[must_use]
    pub fn requests(&self, route: R) -> Vec<Request> {
        let seen = locked(&self.seen);
        let fits = seen.iter().filter(|(other, _)| *other == route);
        fits.map(|(_, request)| request.clone()).collect()
    }

    /// All requests so far.
    #[must_use]
    pub fn all(&self) -> Vec<Request> {
        locked(&self.seen)
            .iter()
            .map(|(_, request)| request.clone())
            .collect()
    }

    /// How many requests came with this key.
    #[must_use]
    pub fn requests_with(&self, key: &str) -> usize {
        self.all()
            .iter()
            .filter(|request| request.bearer() == Some(key))
            .count()
    }

    /// Waits until a route was asked this often.
    pub async fn wait_for(&self, route: R, times: usize) {
        let mut count = self.count.subscribe();
        let enough = count.wait_for(|_| self.requests(route).len() >= times);
        let came = tokio::time::timeout(PATIENCE, enough).await;
        came.unwrap_or_else(|_| panic!("{route:?} was not asked {times} times"))
            .unwrap();
    }

    /// Notes a request and carries it out: by `healthy`, unless an act is planned.
    pub async fn carry_out(
        &self,
        route: R,
        request: Request,
        healthy: impl FnOnce(&Request) -> Reply + Send,
    ) -> Reply
    where
        R: Send + Sync,
    {
        locked(&self.seen).push((route, request.clone()));
        let reply = match self.planned(route, &request) {
            None => healthy(&request),
            Some(Act::Say(answer)) => Reply::Answer(answer),
            Some(Act::DoAndSay(answer)) => {
                healthy(&request);
                Reply::Answer(answer)
            }
            Some(Act::DoAndDrop) => {
                healthy(&request);
                Reply::Drop
            }
            Some(Act::DoAndCut(after)) => match healthy(&request) {
                Reply::Answer(answer) => Reply::Answer(answer.cut(after)),
                Reply::Drop => Reply::Drop,
            },
            Some(Act::Drop) => Reply::Drop,
            Some(act @ (Act::DoAndFallSilent | Act::FallSilent)) => {
                if matches!(act, Act::DoAndFallSilent) {
                    healthy(&request);
                }
                self.count.send_modify(|count| *count += 1);
                std::future::pending().await
            }
        };
        // Whoever waits for a request sees what it has done.
        self.count.send_modify(|count| *count += 1);
        reply
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}
