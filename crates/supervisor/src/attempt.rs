//! One attempt, in a task of its own. It decides nothing: it calls the engine and the
//! library and reports what they said.

use std::fs::File;
use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc, oneshot};
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::id::{AttemptId, EngineName, VideoId};
use worldreel_domain::job::{Lease, Ticket};
use worldreel_domain::provenance::{Provenance, SIDECAR_VERSION};
use worldreel_domain::revision::Revision;
use worldreel_domain::sent::PromptForm;
use worldreel_domain::time::Timestamp;
use worldreel_engines::{Engine, Key, Order, Outcome, SightingReceiver, Sink};
use worldreel_host::behind;
use worldreel_library::adopt::{AdoptError, Adopted, adopt};
use worldreel_library::layout::Layout;
use worldreel_store::{JobRow, Store};

use crate::ledger::ProgressEntry;
use crate::message::Message;
use crate::revisions::Revisions;

/// Comes when an attempt that is ready may send its request; what is dropped means never.
pub(crate) type Go = oneshot::Receiver<ProgressEntry>;

/// An attempt and what it works with.
pub(crate) struct Runner {
    pub(crate) attempt: AttemptId,
    pub(crate) engine: Arc<dyn Engine>,
    /// The key that the attempt was or is to be sent with.
    pub(crate) key: Option<Key>,
    pub(crate) row: JobRow,
    pub(crate) store: Store,
    pub(crate) revisions: Revisions,
    pub(crate) layout: Layout,
    pub(crate) mailbox: mpsc::Sender<Message>,
}

impl Runner {
    /// Gets the lane ready.
    pub(crate) async fn prepare(self) {
        let prepared = match self.order().await {
            Ok(order) => self.engine.prepare(&order).await,
            Err(failure) => Err(failure),
        };
        self.tell(Message::Prepared(self.attempt, prepared)).await;
    }

    /// Gets ready, and renders once it may. Nothing is sent when that never comes.
    pub(crate) async fn submit(self, go: Go) {
        let ready = (self.order().await, self.sink());
        let Ok(progress) = go.await else {
            // What stays costs a name in a folder that every start sweeps.
            let _ = std::fs::remove_file(self.layout.part(self.attempt));
            return;
        };
        let ended = match ready {
            (Err(failure), _) | (_, Err(failure)) => Err(failure),
            (Ok(order), Ok((sink, seen))) => {
                worldreel_crashpoint::hit("attempt.before_send");
                self.with_sightings(self.engine.submit(&order, &sink), seen, &progress)
                    .await
            }
        };
        self.tell(Message::Ended(self.attempt, ended)).await;
    }

    /// Follows a render that was submitted before.
    pub(crate) async fn follow(self, ticket: Ticket, progress: ProgressEntry) {
        let ended = match self.sink() {
            Err(failure) => Err(failure),
            Ok((sink, seen)) => {
                self.with_sightings(
                    self.engine.follow(&ticket, self.key.as_ref(), &sink),
                    seen,
                    &progress,
                )
                .await
            }
        };
        self.tell(Message::Ended(self.attempt, ended)).await;
    }

    /// Brings a finished render's video.
    pub(crate) async fn fetch(self) {
        let fetched = match self.sink() {
            Err(failure) => Err(failure),
            Ok((sink, _seen)) => {
                self.engine
                    .fetch(self.row.state.ticket(), self.key.as_ref(), &sink)
                    .await
            }
        };
        self.tell(Message::Fetched(self.attempt, fetched)).await;
    }

    /// Tells the engine to stop.
    pub(crate) async fn cancel(self) {
        let stopping = self
            .engine
            .cancel(self.attempt, self.row.state.ticket(), self.key.as_ref())
            .await;
        self.tell(Message::CancelAnswered(self.attempt, stopping))
            .await;
    }

    pub(crate) async fn order(&self) -> Result<Order, Failure> {
        Ok(Order {
            attempt: self.attempt,
            take: self.row.take,
            text: revision(&self.revisions, &self.row).await?.text.clone(),
            spec: self.row.spec.clone(),
            key: self.key.clone(),
        })
    }

    async fn with_sightings(
        &self,
        render: impl Future<Output = Result<Outcome, Failure>>,
        seen: SightingReceiver,
        progress: &ProgressEntry,
    ) -> Result<Outcome, Failure> {
        let SightingReceiver {
            mut sightings,
            progress: mut figures,
        } = seen;
        let mut render = std::pin::pin!(render);
        loop {
            tokio::select! {
                // What was seen before the end must be noted before it.
                biased;
                Some(sighting) = sightings.recv() => {
                    self.tell(Message::Sighted(self.attempt, sighting)).await;
                }
                Ok(()) = figures.changed() => {
                    progress.set(*figures.borrow_and_update());
                }
                ended = &mut render => return ended,
            }
        }
    }

    /// A sink with an empty file, opened before the engine is called.
    fn sink(&self) -> Result<(Sink, SightingReceiver), Failure> {
        let part = self.layout.part(self.attempt);
        File::create(&part).map_err(|error| {
            let full = error.kind() == std::io::ErrorKind::StorageFull;
            local(
                if full {
                    FailureClass::DiskFull
                } else {
                    FailureClass::LocalIo
                },
                format!("could not open a file for the render: {error}"),
                Retry::Again,
                WayOut::CheckFolder,
            )
        })?;
        Ok(Sink::new(part))
    }

    pub(crate) async fn tell(&self, message: Message) {
        // Without a supervisor the attempt is taken up by the next start.
        let _ = self.mailbox.send(message).await;
    }
}

/// Makes a rendered file a video of the library.
pub(crate) struct Saver {
    pub(crate) video: VideoId,
    pub(crate) engine: EngineName,
    /// The engine itself, where it is still set up.
    pub(crate) sender: Option<Arc<dyn Engine>>,
    pub(crate) lease: Lease,
    pub(crate) row: JobRow,
    pub(crate) store: Store,
    pub(crate) revisions: Revisions,
    pub(crate) layout: Layout,
    pub(crate) mailbox: mpsc::Sender<Message>,
    pub(crate) now: fn() -> Timestamp,
    /// One for each save that may go on at the same time.
    pub(crate) turns: Arc<Semaphore>,
}

impl Saver {
    /// Saves the file and reports what it became.
    pub(crate) async fn save(self) {
        let attempt = self.lease.attempt;
        let mailbox = self.mailbox.clone();
        let saved = match self.provenance().await {
            Ok(provenance) => self.adopt(provenance).await,
            Err(failure) => Err(failure),
        };
        // Without a supervisor the next start finds the file under its final name.
        let _ = mailbox.send(Message::Adopted(attempt, saved)).await;
    }

    async fn adopt(self, provenance: Provenance) -> Result<Adopted, Failure> {
        let layout = self.layout;
        // Nobody closes it.
        let _turn = self.turns.acquire().await;
        // The next renders start first: no lane waits for a save.
        let save = move || behind::run("save", move || adopt(&layout, &provenance));
        match tokio::task::spawn_blocking(save).await {
            Ok(Ok(adopted)) => adopted.map_err(|error| not_saved(&error)),
            Ok(Err(no_thread)) => Err(broken_off(&no_thread, Retry::Again)),
            Err(panic) => Err(broken_off(&panic, Retry::Never)),
        }
    }

    async fn provenance(&self) -> Result<Provenance, Failure> {
        let revision = revision(&self.revisions, &self.row).await?;
        let session = self
            .store
            .session(self.row.session)
            .await
            .map_err(|error| unreadable(&error))?
            .ok_or_else(|| unreadable(&"its session is gone"))?;
        let sender = self.sender.as_ref();
        let sent = sender.map(|engine| engine.sent(&revision.text, &self.row.spec));
        Ok(Provenance {
            version: SIDECAR_VERSION,
            video: self.video,
            job: self.row.id,
            attempt: self.lease.attempt,
            batch: self.row.batch,
            session: self.row.session,
            session_title: session.title,
            take: self.row.take,
            revision: self.row.revision,
            origin: revision.origin,
            text: revision.text.clone(),
            // Prose is the prompt itself.
            sent: sent.filter(|sent| sent.form == PromptForm::Scene),
            spec: self.row.spec.clone(),
            engine: self.engine.clone(),
            lane: self.lease.lane.clone(),
            label: self.row.label.clone(),
            queued_at: self.row.queued_at,
            delivered_at: (self.now)(),
        })
    }
}

async fn revision(revisions: &Revisions, row: &JobRow) -> Result<Arc<Revision>, Failure> {
    revisions
        .get(row.revision)
        .await
        .map_err(|error| unreadable(&error))?
        .ok_or_else(|| unreadable(&"its revision is gone"))
}

fn broken_off(why: &dyn std::fmt::Display, retry: Retry) -> Failure {
    local(
        FailureClass::BadOutput,
        format!("looking at the video broke off: {why}"),
        retry,
        WayOut::OpenLogs,
    )
}

fn not_saved(error: &AdoptError) -> Failure {
    let (class, retry, next_step) = match error {
        AdoptError::BadOutput(_) | AdoptError::Torn => {
            (FailureClass::BadOutput, Retry::Again, WayOut::Retry)
        }
        AdoptError::Full(_) => (
            FailureClass::DiskFull,
            Retry::Again,
            WayOut::FreeSpace { need_bytes: 0 },
        ),
        AdoptError::Io { .. } | AdoptError::Sidecar(_) => {
            (FailureClass::LocalIo, Retry::Again, WayOut::CheckFolder)
        }
    };
    local(class, chain(error), retry, next_step)
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

pub(crate) fn unreadable(cause: &dyn std::fmt::Display) -> Failure {
    local(
        FailureClass::LocalIo,
        format!("the library could not say what to render: {cause}"),
        Retry::Again,
        WayOut::OpenLogs,
    )
}

fn local(class: FailureClass, message: String, retry: Retry, next_step: WayOut) -> Failure {
    Failure {
        class,
        message,
        provider_said: None,
        retry,
        billed: Billed::No,
        next_step,
    }
}
