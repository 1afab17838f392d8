//! What every engine can do.

use std::fmt;

use async_trait::async_trait;
use worldreel_domain::capabilities::{Capabilities, SpecProblem};
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::revision::RevisionText;
use worldreel_domain::sent::{self, PromptForm, SentText};
use worldreel_domain::spec::RenderSpec;

use crate::find::{Found, Sought};
use crate::key::{Key, KeyNeed};
use crate::sink::Sink;

/// One render to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The attempt it is for: unique, and so the name under which it can be stopped.
    pub attempt: AttemptId,
    /// The job's number within its session, from 1.
    pub take: u32,
    /// What to render. The engine sends exactly this and adds nothing of its own.
    pub text: RevisionText,
    /// How to render it.
    pub spec: RenderSpec,
    /// The key to render it with, where the engine has keys. A ticket that this order
    /// brings keeps its fingerprint.
    pub key: Option<Key>,
}

/// How a render ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is finished and has to be fetched.
    Ready,
    /// The whole video is in the sink's file.
    Delivered,
    /// It was stopped because [`Engine::cancel`] asked for it: nothing of it runs or is
    /// billed.
    Stopped,
    /// It was given up because [`Engine::cancel`] asked for it, and the backend can't say
    /// whether it runs on: it may be billed.
    Abandoned,
}

/// What an engine answers when it is told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopping {
    /// It has stopped, or never began.
    Stopped,
    /// It can't be stopped and renders on.
    StillRunning,
    /// It doesn't say.
    Unknown,
}

/// A configured backend.
///
/// Every method may be called from several tasks at the same time, but
/// [`submit`](Self::submit) at most once for each lane: an engine with three lanes
/// sees three renders at once and no more.
#[async_trait]
pub trait Engine: fmt::Debug + Send + Sync {
    /// Its name, as the user knows it.
    fn name(&self) -> EngineName;

    /// Its lanes; their names are unique over all engines.
    fn lanes(&self) -> Vec<LaneName>;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Everything in `spec` that it can't do: what its
    /// [`capabilities`](Self::capabilities) rule out and, where a backend knows only
    /// certain sizes or lengths, those too.
    fn problems(&self, spec: &RenderSpec) -> Vec<SpecProblem> {
        self.capabilities().problems(spec)
    }

    /// Exactly what it sends as the prompt of a render, told before and sent alike.
    fn sent(&self, text: &RevisionText, spec: &RenderSpec) -> SentText {
        let taken = if self.capabilities().structured_prompt {
            PromptForm::Scene
        } else {
            PromptForm::Prose
        };
        sent::sent(text, spec, taken)
    }

    /// Whether its calls need a key. Whoever calls it passes the key with each call; the
    /// calls about a ticket want the one whose fingerprint the ticket holds.
    fn key_need(&self) -> KeyNeed {
        KeyNeed::None
    }

    /// What a render costs.
    fn price(&self, spec: &RenderSpec) -> Price;

    /// Whether a render dies with this process. If it does, an attempt that our own
    /// crash cut short has certainly ended and cost nothing.
    fn dies_with_us(&self) -> bool;

    /// Whether a lane has to get ready ([`prepare`](Self::prepare)) before a request
    /// may go out.
    fn prepares(&self) -> bool {
        false
    }

    /// Tries whether the backend can be reached and used; renders nothing.
    ///
    /// # Errors
    ///
    /// What stands in the way.
    async fn probe(&self, key: Option<&Key>) -> Result<(), Failure>;

    /// Gets a lane ready: uploads, a model load. Nothing is rendered or billed.
    ///
    /// # Errors
    ///
    /// Why it can't.
    async fn prepare(&self, _order: &Order) -> Result<(), Failure> {
        Ok(())
    }

    /// Renders. What happens on the way goes to `sink`, the video into its file.
    ///
    /// # Errors
    ///
    /// Why the render failed. An error is the engine's last word: nothing of this
    /// order runs or is billed after it, unless the failure says so.
    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure>;

    /// Follows a render that was submitted before, perhaps by another run of the
    /// studio.
    ///
    /// # Errors
    ///
    /// As [`submit`](Self::submit), and `lost_job` when the engine no longer knows it.
    async fn follow(
        &self,
        ticket: &Ticket,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<Outcome, Failure>;

    /// Brings the video of a finished render into the sink's file, which is emptied
    /// first. May be called again after a failure.
    ///
    /// # Errors
    ///
    /// Why it can't be brought.
    async fn fetch(
        &self,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<(), Failure>;

    /// Stops a render, as far as that is possible.
    async fn cancel(
        &self,
        attempt: AttemptId,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
    ) -> Stopping;

    /// Looks for a render whose request may have gone out and whose ticket nobody noted:
    /// the studio died in between. Sends nothing that could begin one.
    async fn find(&self, _sought: &Sought<'_>) -> Found {
        Found::Unknown
    }
}
