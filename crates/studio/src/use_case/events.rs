//! What changes, as it changes.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;
use worldreel_store::EVENTS_PAGE;

use crate::refining::calls::WritingView;
use crate::studio::Studio;
use crate::view::{self, ChangeEvent, ProgressView, SnapshotRequired};

/// That something is set up otherwise is told at most this often: keys change with each
/// render.
const SET_UP_EVERY: Duration = Duration::from_millis(500);
/// Progress is told at most this often: ten times a second looks like motion.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);
/// Events that may wait for a slow listener. More only means that it hears later.
const WAITING_MAX: usize = 256;

/// Something a listener hears.
#[derive(Debug, Clone, PartialEq)]
pub enum StudioEvent {
    /// Something was committed.
    Change(ChangeEvent),
    /// What follows is not known: events are missing before the number given. Whoever
    /// hears this looks at everything anew and listens from there.
    SnapshotRequired(SnapshotRequired),
    /// The renders under way have come further. All of them are named: a job that is
    /// missing has none.
    Progress(Vec<ProgressView>),
    /// Chat models have written more of their answers. All calls of which something is written
    /// are named: one that is missing has ended, or has none.
    Writing(Vec<WritingView>),
    /// Engines, lanes, keys or chat models are other than before: they belong to the machine
    /// and have no numbered events. Whoever shows them looks at them anew.
    SetUp,
}

impl Studio {
    /// Everything that was committed after event number `after`, and what follows, for
    /// as long as the receiver lives. `None` starts with what is committed after this
    /// call has returned: whoever listens first and looks then misses nothing.
    pub async fn listen(&self, after: Option<i64>) -> mpsc::Receiver<StudioEvent> {
        let (out, heard) = mpsc::channel(WAITING_MAX);
        let seq = match after {
            Some(seq) => Ok(seq),
            None => self.store().last_event().await,
        };
        // A receiver without a sender tells that the database is gone.
        if let Ok(seq) = seq {
            let studio = self.clone();
            tokio::spawn(async move {
                // Ends when the listener, the queue or the database is gone.
                let _ = studio.tell(seq, &out).await;
            });
        }
        heard
    }

    async fn tell(&self, mut seq: i64, out: &mpsc::Sender<StudioEvent>) -> Option<()> {
        let mut commits = self.supervisor().committed();
        let mut progress = self.supervisor().progress();
        let mut set_up = self.supervisor().set_up();
        let mut written = self.calls().more();
        let mut quiet_until = Instant::now();
        let mut set_up_quiet_until = Instant::now();
        seq = self.resume(seq, out).await?;
        loop {
            commits.mark_unchanged();
            seq = self.catch_up(seq, out).await?;
            tokio::select! {
                changed = commits.changed() => changed.ok()?,
                () = out.closed() => return None,
                changed = async {
                    tokio::time::sleep_until(quiet_until).await;
                    progress.changed().await
                } => {
                    changed.ok()?;
                    quiet_until = Instant::now() + PROGRESS_EVERY;
                    let all = progress.borrow_and_update().clone();
                    let told = all.into_iter().map(|(job, now)| view::progress(job, now));
                    out.send(StudioEvent::Progress(told.collect())).await.ok()?;
                }
                changed = async {
                    tokio::time::sleep_until(set_up_quiet_until).await;
                    set_up.changed().await
                } => {
                    changed.ok()?;
                    set_up_quiet_until = Instant::now() + SET_UP_EVERY;
                    out.send(StudioEvent::SetUp).await.ok()?;
                }
                changed = written.changed() => {
                    changed.ok()?;
                    let all = self.calls().writing();
                    out.send(StudioEvent::Writing(all)).await.ok()?;
                }
            }
        }
    }

    /// Where to go on from: after `seq`, or where the events that are kept begin when it
    /// lies before them, or after all of them because it was another library's.
    async fn resume(&self, seq: i64, out: &mpsc::Sender<StudioEvent>) -> Option<i64> {
        let first = self.store().first_event().await.ok()?;
        let last = self.store().last_event().await.ok()?;
        if seq + 1 >= first && seq <= last.max(first - 1) {
            return Some(seq);
        }
        let seq = last.max(first - 1);
        let told = out
            .send(StudioEvent::SnapshotRequired(SnapshotRequired { seq }))
            .await;
        told.ok().map(|()| seq)
    }

    async fn catch_up(&self, mut seq: i64, out: &mpsc::Sender<StudioEvent>) -> Option<i64> {
        loop {
            let rows = self.store().events_after(seq).await.ok()?;
            let full = rows.len() == usize::try_from(EVENTS_PAGE).unwrap_or(usize::MAX);
            for row in rows {
                seq = row.seq;
                out.send(StudioEvent::Change(view::change(row)))
                    .await
                    .ok()?;
            }
            if !full {
                return Some(seq);
            }
        }
    }
}
