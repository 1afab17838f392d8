//! The one task that writes.
//!
//! Every write is a closure over the connection. While one commit is on its way to
//! the disk the next writes pile up; they are then run together, each in its own
//! savepoint, and made durable by a single commit. So the price of a sync is shared,
//! and a write that fails takes no other with it. Nobody hears of success before the
//! commit that holds it.

use std::sync::Arc;

use futures::future::BoxFuture;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot, watch};
use worldreel_domain::id::JobId;

use crate::commits::{Commits, Touches};
use crate::error::StoreError;

/// How many writes may wait before callers have to: enough for every lane of a
/// large machine to finish at once, few enough to bound memory.
const WAITING_MAX: usize = 256;
/// How many writes share one commit at most, so that the first of them isn't kept
/// waiting for ever.
const TOGETHER_MAX: usize = 64;

/// Tells a caller how its write ended, once that is certain.
type Reply = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A write that waits for its turn.
trait Waiting: Send {
    /// Runs it, in a savepoint unless it is alone in its transaction; the flag says whether
    /// it succeeded.
    fn run(
        self: Box<Self>,
        connection: &mut SqliteConnection,
        alone: bool,
    ) -> BoxFuture<'_, (bool, Reply)>;
    /// Answers without having run it.
    fn refuse(self: Box<Self>, error: StoreError);
    /// Whether SQLite is to see that what rows refer to is there.
    fn checked(&self) -> bool;
    /// What it touches, to be asked once.
    fn touches(&mut self) -> Touches;
}

/// How a write is made.
struct How {
    /// Whether SQLite is to see that what rows refer to is there.
    checked: bool,
    touches: Touches,
}

struct OneWrite<T, F> {
    write: F,
    how: How,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Waiting for OneWrite<T, F>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>
        + Send
        + 'static,
{
    fn run(
        self: Box<Self>,
        connection: &mut SqliteConnection,
        alone: bool,
    ) -> BoxFuture<'_, (bool, Reply)> {
        Box::pin(async move {
            let Self { write, answer, .. } = *self;
            let result = if alone {
                write(connection).await
            } else {
                in_savepoint(connection, write).await
            };
            let succeeded = result.is_ok();
            let reply: Reply = Box::new(move |committed| {
                // A caller that is gone doesn't want to know.
                let _ = answer.send(result.and_then(|value| committed.map(|()| value)));
            });
            (succeeded, reply)
        })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        let _ = self.answer.send(Err(error));
    }

    fn checked(&self) -> bool {
        self.how.checked
    }

    fn touches(&mut self) -> Touches {
        std::mem::replace(&mut self.how.touches, Touches::Anything)
    }
}

/// The door to the writer.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Waiting>>,
    /// Ends with the task.
    lives: watch::Receiver<()>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the writer on its own connection. It counts what it commits.
    pub(crate) fn start(connection: SqliteConnection, commits: Arc<Commits>) -> Self {
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        let (life, lives) = watch::channel(());
        let task = Task {
            connection,
            commits,
        };
        tokio::spawn(async move {
            task.run(waiting).await;
            drop(life);
        });
        Self { queue, lives }
    }

    /// Waits until the writer has closed its connection, which it does when the last clone
    /// of this is gone.
    pub(crate) async fn finish(self) {
        let Self { queue, mut lives } = self;
        drop(queue);
        while lives.changed().await.is_ok() {}
    }

    /// Runs `write` in a transaction and returns when it is on the disk.
    ///
    /// # Errors
    ///
    /// What `write` failed with, its changes undone; or what the commit failed with.
    pub(crate) async fn write<T, F>(&self, write: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>
            + Send
            + 'static,
    {
        let touches = Touches::Anything;
        let checked = true;
        self.ask(write, How { checked, touches }).await
    }

    /// Like [`Writer::write`], for a write after which nothing reads otherwise but what is
    /// told of these jobs.
    ///
    /// # Errors
    ///
    /// As [`Writer::write`].
    pub(crate) async fn write_jobs<T, F>(&self, jobs: Vec<JobId>, write: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>
            + Send
            + 'static,
    {
        let touches = Touches::Jobs(jobs);
        let checked = true;
        self.ask(write, How { checked, touches }).await
    }

    /// Like [`Writer::write`], for whoever knows that no row is left that refers to one
    /// that is gone: SQLite doesn't look.
    ///
    /// # Errors
    ///
    /// As [`Writer::write`].
    pub(crate) async fn write_unchecked<T, F>(&self, write: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>
            + Send
            + 'static,
    {
        let touches = Touches::Anything;
        let checked = false;
        self.ask(write, How { checked, touches }).await
    }

    async fn ask<T, F>(&self, write: F, how: How) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>
            + Send
            + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let write = OneWrite { write, how, answer };
        self.queue
            .send(Box::new(write))
            .await
            .map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

async fn in_savepoint<T, F>(connection: &mut SqliteConnection, write: F) -> Result<T, StoreError>
where
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StoreError>>,
{
    execute(connection, "SAVEPOINT one_write").await?;
    let result = write(connection).await;
    if result.is_err() {
        // Fails when SQLite has given up the whole transaction; `together` finds out.
        let _ = execute(connection, "ROLLBACK TO one_write").await;
        let _ = execute(connection, "RELEASE one_write").await;
        return result;
    }
    execute(connection, "RELEASE one_write").await?;
    result
}

async fn execute(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

/// The task that writes, with what it writes to.
struct Task {
    connection: SqliteConnection,
    commits: Arc<Commits>,
}

impl Task {
    async fn run(mut self, mut waiting: mpsc::Receiver<Box<dyn Waiting>>) {
        let mut writes = Vec::with_capacity(TOGETHER_MAX);
        while waiting.recv_many(&mut writes, TOGETHER_MAX).await > 0 {
            let unchecked: Vec<_> = writes.extract_if(.., |write| !write.checked()).collect();
            if !writes.is_empty() {
                self.together(writes.drain(..)).await;
            }
            if !unchecked.is_empty()
                && let Err(error) = self.together_unchecked(unchecked).await
            {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the database no longer checks what rows refer to: nothing more is written"
                );
                break;
            }
        }
        if let Err(error) = self.connection.close().await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "could not close the database"
            );
        }
    }

    /// Like [`Task::together`], with no look at what rows refer to; that can be changed only
    /// between two transactions.
    ///
    /// # Errors
    ///
    /// When it can't be changed back.
    async fn together_unchecked(
        &mut self,
        writes: Vec<Box<dyn Waiting>>,
    ) -> Result<(), StoreError> {
        match execute(&mut self.connection, "PRAGMA foreign_keys = OFF").await {
            Ok(()) => self.together(writes.into_iter()).await,
            Err(error) => writes
                .into_iter()
                .for_each(|write| write.refuse(echo(&error))),
        }
        execute(&mut self.connection, "PRAGMA foreign_keys = ON").await
    }

    /// Runs the writes, commits them as one and answers.
    async fn together(&mut self, writes: impl ExactSizeIterator<Item = Box<dyn Waiting>>) {
        let connection = &mut self.connection;
        let alone = writes.len() == 1;
        let mut state = execute(connection, "BEGIN IMMEDIATE").await;
        let mut replies = Vec::new();
        let mut touched = Vec::new();
        let mut taken_back = false;
        for mut write in writes {
            if let Err(error) = &state {
                write.refuse(echo(error));
                continue;
            }
            touched.push(write.touches());
            let (succeeded, reply) = write.run(connection, alone).await;
            replies.push(reply);
            if !succeeded && alone {
                taken_back = true;
            } else if !succeeded && transaction_is_gone(connection).await {
                state = Err(StoreError::Database {
                    source: sqlx::Error::Protocol("another write ended the transaction".into()),
                });
            }
        }
        if state.is_ok() && !taken_back {
            worldreel_crashpoint::hit("store.before_commit");
            state = execute(connection, "COMMIT").await;
            // Before anybody hears of it. A commit that failed may have been made all the same.
            touched
                .iter()
                .for_each(|touches| self.commits.note(touches));
            worldreel_crashpoint::hit("store.after_commit");
        }
        if state.is_err() || taken_back {
            // Nothing is left to roll back when SQLite has done so by itself.
            let _ = execute(connection, "ROLLBACK").await;
        }
        for reply in replies {
            reply(match &state {
                Ok(()) => Ok(()),
                Err(error) => Err(echo(error)),
            });
        }
    }
}

/// Some failures (a full disk, an I/O error) make SQLite roll back everything, not
/// only the savepoint (<https://sqlite.org/lang_transaction.html>). What ran after
/// that would be committed one by one while its callers hear of a failure. A new
/// transaction can be begun only when the old one is gone.
async fn transaction_is_gone(connection: &mut SqliteConnection) -> bool {
    execute(connection, "BEGIN IMMEDIATE").await.is_ok()
}

/// One failed commit has many callers: each gets an error of the same kind.
fn echo(error: &StoreError) -> StoreError {
    let protocol = |error: &dyn std::fmt::Display| sqlx::Error::Protocol(error.to_string());
    match error {
        StoreError::Full { source } => StoreError::Full {
            source: protocol(source),
        },
        StoreError::ReadOnly { source } => StoreError::ReadOnly {
            source: protocol(source),
        },
        StoreError::Damaged { source } => StoreError::Damaged {
            source: protocol(source),
        },
        StoreError::Database { source } => StoreError::Database {
            source: protocol(source),
        },
        other => StoreError::Database {
            source: protocol(other),
        },
    }
}
