//! What became of an attempt of an earlier run: looked up on the disk first, then asked of
//! its engine.

use worldreel_domain::failure::Failure;
use worldreel_domain::job::Ticket;
use worldreel_domain::time::Timestamp;
use worldreel_engines::{Found, Outcome, Sought};
use worldreel_library::left::{Left, left};

use crate::attempt::{Runner, unreadable};
use crate::ledger::ProgressEntry;
use crate::message::Message;

impl Runner {
    /// Goes on with a render that has a ticket.
    pub(crate) async fn take_up(self, ticket: Ticket, progress: ProgressEntry) {
        // Only the word that it is there was lost. Some providers give a video once, so it
        // is not asked for again.
        if self.left().await == Left::Whole {
            let delivered = Message::Ended(self.attempt, Ok(Outcome::Delivered));
            return self.tell(delivered).await;
        }
        self.follow(ticket, progress).await;
    }

    /// Finds out whether a render without a ticket was begun. `gone_by` is when this run
    /// of the studio began.
    pub(crate) async fn find(self, gone_by: Timestamp, now: fn() -> Timestamp) {
        let found = match self.left().await {
            Left::Whole => {
                let delivered = Message::Ended(self.attempt, Ok(Outcome::Delivered));
                return self.tell(delivered).await;
            }
            // The provider was delivering: it was begun, and what came of it can't be had again
            // without a ticket.
            Left::Torn => Found::Unknown,
            Left::Nothing => self.asked(gone_by, now).await,
        };
        self.tell(Message::Found(self.attempt, found)).await;
    }

    async fn asked(&self, gone_by: Timestamp, now: fn() -> Timestamp) -> Found {
        match self.seek(gone_by, now).await {
            Ok(found) => found,
            Err(failure) => {
                let job = self.row.id;
                tracing::warn!(job.id = %job, "could not ask for the render: {}", failure.message);
                Found::Unknown
            }
        }
    }

    async fn seek(&self, gone_by: Timestamp, now: fn() -> Timestamp) -> Result<Found, Failure> {
        let attempt = self.store.attempt(self.attempt).await;
        let attempt = attempt.map_err(|error| unreadable(&error))?;
        let attempt = attempt.ok_or_else(|| unreadable(&"the attempt is gone"))?;
        let taken = self.store.tickets(&attempt.engine).await;
        let sent_after = attempt.began_at;
        let order = self.order().await?;
        let sought = Sought {
            order: &order,
            sent_after,
            gone_by,
            now: now(),
            same_boot: worldreel_host::boot::started_at_ms()
                .is_some_and(|booted| booted < sent_after.ms()),
            taken: &taken.map_err(|error| unreadable(&error))?,
        };
        Ok(self.engine.find(&sought).await)
    }

    async fn left(&self) -> Left {
        let (layout, attempt) = (self.layout.clone(), self.attempt);
        let looked = tokio::task::spawn_blocking(move || left(&layout, attempt)).await;
        // What can't be looked at is asked for.
        looked.unwrap_or(Left::Nothing)
    }
}
