//! The renders that this process has under way at one backend: so that one that is told
//! to stop is found, and its end is told by what stopped it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use worldreel_domain::id::AttemptId;

use crate::engine::{Outcome, Stopping};

/// How far a render's request is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// It is being sent.
    Sending,
    /// The backend knows it by this id.
    Known(String),
    /// It ended before anything of it was sent.
    NeverBegan,
    /// Nobody of us waits for it any more.
    Over,
}

/// What is known of a render once its request is no longer on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Settled {
    /// The backend knows it by this id.
    Known(String),
    /// Nothing of it was sent.
    NeverBegan,
    /// It ended, and there is no more to say.
    Over,
}

/// Whether it was told to stop, and what became of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    None,
    Asked,
    Answered(Stopping),
}

/// One render.
#[derive(Debug)]
pub(crate) struct Render {
    attempt: Option<AttemptId>,
    phase: watch::Sender<Phase>,
    wish: watch::Sender<Wish>,
}

/// All that are under way.
#[derive(Debug, Default)]
pub(crate) struct Renders {
    all: Arc<Mutex<Vec<Arc<Render>>>>,
}

/// A render for as long as somebody waits for it.
#[derive(Debug)]
pub(crate) struct UnderWay {
    render: Arc<Render>,
    all: Arc<Mutex<Vec<Arc<Render>>>>,
}

impl Renders {
    /// A render that is being submitted.
    pub(crate) fn begin(&self, attempt: AttemptId) -> UnderWay {
        self.add(Some(attempt), Phase::Sending)
    }

    /// A render that was submitted before.
    pub(crate) fn resume(&self, id: &str) -> UnderWay {
        self.add(None, Phase::Known(id.to_owned()))
    }

    fn add(&self, attempt: Option<AttemptId>, phase: Phase) -> UnderWay {
        let render = Arc::new(Render {
            attempt,
            phase: watch::Sender::new(phase),
            wish: watch::Sender::new(Wish::None),
        });
        locked(&self.all).push(Arc::clone(&render));
        UnderWay {
            render,
            all: Arc::clone(&self.all),
        }
    }

    pub(crate) fn by_attempt(&self, attempt: AttemptId) -> Option<Arc<Render>> {
        let all = locked(&self.all);
        all.iter()
            .find(|render| render.attempt == Some(attempt))
            .cloned()
    }

    /// The ids by which the backend knows them.
    pub(crate) fn ids(&self) -> BTreeSet<String> {
        let id = |render: &Arc<Render>| match &*render.phase.borrow() {
            Phase::Known(id) => Some(id.clone()),
            Phase::Sending | Phase::NeverBegan | Phase::Over => None,
        };
        locked(&self.all).iter().filter_map(id).collect()
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<Arc<Render>> {
        let all = locked(&self.all);
        all.iter()
            .find(|render| matches!(&*render.phase.borrow(), Phase::Known(known) if known == id))
            .cloned()
    }
}

fn locked(all: &Mutex<Vec<Arc<Render>>>) -> MutexGuard<'_, Vec<Arc<Render>>> {
    // The list is whole after each statement: a panic elsewhere can't tear it.
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Render {
    /// What is known of it once its request was answered.
    pub(crate) async fn settled(&self) -> Settled {
        let mut phase = self.phase.subscribe();
        let Ok(known) = phase.wait_for(|phase| *phase != Phase::Sending).await else {
            return Settled::Over;
        };
        match &*known {
            Phase::Known(id) => Settled::Known(id.clone()),
            Phase::NeverBegan => Settled::NeverBegan,
            Phase::Sending | Phase::Over => Settled::Over,
        }
    }

    /// Takes the wish to stop it; drop the answer's place to say that it is unknown.
    pub(crate) fn ask_to_stop(self: Arc<Self>) -> Asked {
        self.wish.send_replace(Wish::Asked);
        Asked { render: self }
    }
}

/// Somebody waits for a render to stop.
#[derive(Debug)]
pub(crate) struct Asked {
    render: Arc<Render>,
}

impl Asked {
    pub(crate) fn answer(self, stopping: Stopping) -> Stopping {
        self.render.wish.send_replace(Wish::Answered(stopping));
        stopping
    }

    /// See [`Render::settled`].
    pub(crate) async fn settled(&self) -> Settled {
        self.render.settled().await
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.render.wish.send_if_modified(|wish| {
            let open = *wish == Wish::Asked;
            if open {
                *wish = Wish::Answered(Stopping::Unknown);
            }
            open
        });
    }
}

impl UnderWay {
    /// The backend knows it by this id from now on.
    pub(crate) fn known_as(&self, id: &str) {
        self.render.phase.send_replace(Phase::Known(id.to_owned()));
    }

    /// Nothing of it was sent, and nothing will be.
    pub(crate) fn never_began(&self) {
        self.render.phase.send_replace(Phase::NeverBegan);
    }

    /// Whether it was told to stop.
    pub(crate) fn is_to_stop(&self) -> bool {
        *self.render.wish.borrow() != Wish::None
    }

    /// Until it is told to stop.
    pub(crate) async fn told_to_stop(&self) {
        let mut wish = self.render.wish.subscribe();
        let _ = wish.wait_for(|wish| *wish != Wish::None).await;
    }

    /// How it ended, once its record is gone: as whoever told it to stop was answered;
    /// `None` when nobody did. Waits for that answer for `patience` at most.
    pub(crate) async fn stopped_how(&self, patience: Duration) -> Option<Outcome> {
        if !self.is_to_stop() {
            return None;
        }
        let mut wish = self.render.wish.subscribe();
        let answered = wish.wait_for(|wish| matches!(wish, Wish::Answered(_)));
        let stopped = match tokio::time::timeout(patience, answered).await {
            Ok(Ok(wish)) => *wish == Wish::Answered(Stopping::Stopped),
            Ok(Err(_)) | Err(_) => false,
        };
        Some(if stopped {
            Outcome::Stopped
        } else {
            Outcome::Abandoned
        })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        locked(&self.all).retain(|render| !Arc::ptr_eq(render, &self.render));
        self.render.phase.send_if_modified(|phase| {
            let open = *phase != Phase::NeverBegan;
            if open {
                *phase = Phase::Over;
            }
            open
        });
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn whoever_stops_a_render_waits_for_its_id() {
        let renders = Renders::default();
        let attempt = AttemptId::from_uuid(Uuid::from_u128(7));
        let under_way = renders.begin(attempt);
        let render = renders.by_attempt(attempt).unwrap();
        let (id, ()) = tokio::join!(render.settled(), async { under_way.known_as("v-1") });
        assert_eq!(id, Settled::Known("v-1".into()));
        assert!(renders.by_id("v-1").is_some());
        drop(under_way);
        assert!(renders.by_id("v-1").is_none() && renders.by_attempt(attempt).is_none());
        assert_eq!(render.settled().await, Settled::Over);
    }

    #[tokio::test]
    async fn a_render_ends_as_the_one_who_stopped_it_was_told() {
        let renders = Renders::default();
        let patience = Duration::from_secs(5);
        for (answer, outcome) in [
            (Some(Stopping::Stopped), Outcome::Stopped),
            (Some(Stopping::StillRunning), Outcome::Abandoned),
            (None, Outcome::Abandoned),
        ] {
            let under_way = renders.resume("v-1");
            assert_eq!(under_way.stopped_how(patience).await, None);
            let asked = renders.by_id("v-1").unwrap().ask_to_stop();
            let (how, ()) = tokio::join!(under_way.stopped_how(patience), async {
                match answer {
                    Some(answer) => {
                        asked.answer(answer);
                    }
                    None => drop(asked),
                }
            });
            assert_eq!(how, Some(outcome));
        }
    }
}
