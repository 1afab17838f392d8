//! Where an engine tells what it sees and puts what it renders.

use std::path::{Path, PathBuf};

use tokio::sync::{mpsc, oneshot, watch};
use worldreel_domain::job::Ticket;

/// How far a render is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Units done: frames, steps, bytes.
    pub done: u32,
    /// Units in all; `None` when that isn't known.
    pub total: Option<u32>,
}

/// Something an engine saw on the way that must be on the disk before it goes on.
#[derive(Debug)]
pub enum Sighting {
    /// The request has reached a backend that gives no ticket.
    Sent(Noted),
    /// The backend gave a ticket.
    Ticketed(Ticket, Noted),
}

/// Confirms to the engine that a sighting is on the disk. Dropping it tells the
/// engine to give up.
#[derive(Debug)]
pub struct Noted(oneshot::Sender<()>);

impl Noted {
    /// The sighting is on the disk.
    pub fn confirm(self) {
        // An engine that is gone doesn't wait for it.
        let _ = self.0.send(());
    }
}

/// Nobody listens any more: the attempt was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the attempt was given up")]
pub struct SinkClosed;

/// Where an engine tells what it sees and puts what it renders.
#[derive(Debug)]
pub struct Sink {
    sightings: mpsc::Sender<Sighting>,
    progress: watch::Sender<Progress>,
    file: PathBuf,
}

/// The other end of a [`Sink`].
#[derive(Debug)]
pub struct SightingReceiver {
    /// What must be noted, in order.
    pub sightings: mpsc::Receiver<Sighting>,
    /// How far it is; only the newest figure is kept.
    pub progress: watch::Receiver<Progress>,
}

impl Sink {
    /// A sink for a video that goes into `file`. The file must exist and be empty: it
    /// is opened before the backend is called, since some deliver only once.
    #[must_use]
    pub fn new(file: PathBuf) -> (Self, SightingReceiver) {
        // One sighting is under way at a time: each waits until it is noted.
        let (sightings, seen) = mpsc::channel(1);
        let (progress, watched) = watch::channel(Progress::default());
        let sink = Self {
            sightings,
            progress,
            file,
        };
        let receiver = SightingReceiver {
            sightings: seen,
            progress: watched,
        };
        (sink, receiver)
    }

    /// The file for the video.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The request has reached a backend that gives no ticket. Returns when that is
    /// on the disk.
    ///
    /// # Errors
    ///
    /// [`SinkClosed`] when the attempt was given up.
    pub async fn sent(&self) -> Result<(), SinkClosed> {
        self.note(Sighting::Sent).await
    }

    /// The backend gave a ticket. Returns when it is on the disk.
    ///
    /// # Errors
    ///
    /// [`SinkClosed`] when the attempt was given up.
    pub async fn ticketed(&self, ticket: Ticket) -> Result<(), SinkClosed> {
        self.note(|noted| Sighting::Ticketed(ticket, noted)).await
    }

    /// How far it is. Never waits; what nobody has read is overwritten.
    pub fn progress(&self, progress: Progress) {
        self.progress.send_replace(progress);
    }

    async fn note(&self, sighting: impl FnOnce(Noted) -> Sighting) -> Result<(), SinkClosed> {
        let (confirm, confirmed) = oneshot::channel();
        self.sightings
            .send(sighting(Noted(confirm)))
            .await
            .map_err(|_| SinkClosed)?;
        confirmed.await.map_err(|_| SinkClosed)
    }
}
