//! The calls under way: stopped, and followed while a chat model writes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, watch};
use worldreel_refine::Writing;

use crate::error::ApiError;

/// Characters that the name of a call has at most.
const CALL_CHARS_MAX: usize = 64;

/// How far the answer to a call has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WritingView {
    /// The name that the caller gave the call.
    pub call: String,
    /// What is written so far.
    #[serde(flatten)]
    pub writing: Writing,
}

/// The calls that have a name, by the names that their callers gave them.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    by_name: Mutex<HashMap<String, Own>>,
    more: watch::Sender<()>,
}

/// What is known of a call.
#[derive(Debug, Default)]
struct Own {
    stop: Arc<Notify>,
    writing: Option<Writing>,
}

impl Calls {
    /// Stops a call. False when there is none of that name (any more).
    pub(crate) fn stop(&self, name: &str) -> bool {
        let calls = self.lock();
        let Some(own) = calls.get(name) else {
            return false;
        };
        // One that is not waited for yet is kept.
        own.stop.notify_one();
        true
    }

    /// How far those have come of which something is written.
    pub(crate) fn writing(&self) -> Vec<WritingView> {
        let calls = self.lock();
        let view = |(call, own): (&String, &Own)| {
            Some(WritingView {
                call: call.clone(),
                writing: own.writing.clone()?,
            })
        };
        calls.iter().filter_map(view).collect()
    }

    /// Tells when more is written, or a call of which something was written has ended.
    pub(crate) fn more(&self) -> watch::Receiver<()> {
        self.more.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Own>> {
        // Its entries are whole between two calls, none of which panics half-way.
        self.by_name.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call that can be stopped by this name as long as what is returned lives.
    pub(super) fn begin(&self, name: Option<&str>) -> Result<Call<'_>, ApiError> {
        let stop = Arc::new(Notify::new());
        let name = name.map(str::to_owned);
        if let Some(name) = &name {
            if name.is_empty() || name.chars().count() > CALL_CHARS_MAX {
                let said = format!("the name of a call has 1 to {CALL_CHARS_MAX} characters");
                return Err(ApiError::bad_input("call", said));
            }
            let own = Own {
                stop: Arc::clone(&stop),
                writing: None,
            };
            self.lock().insert(name.clone(), own);
        }
        Ok(Call {
            calls: self,
            name,
            stop,
        })
    }
}

/// A call under way, listed as long as it is.
pub(super) struct Call<'a> {
    calls: &'a Calls,
    name: Option<String>,
    stop: Arc<Notify>,
}

impl Call<'_> {
    /// Waits until somebody stops it.
    pub(super) async fn stopped(&self) {
        self.stop.notified().await;
    }

    /// Whether anybody can follow it: one without a name nobody can.
    pub(super) const fn is_followed(&self) -> bool {
        self.name.is_some()
    }

    /// Tells whoever follows it how far it has come.
    pub(super) fn wrote(&self, writing: Writing) {
        let Some(name) = &self.name else { return };
        if let Some(own) = self.calls.lock().get_mut(name).filter(|own| self.is(own)) {
            own.writing = Some(writing);
        }
        self.calls.more.send_replace(());
    }

    /// Whether it is this call that has the name, and not a later one.
    fn is(&self, own: &Own) -> bool {
        Arc::ptr_eq(&own.stop, &self.stop)
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let Some(name) = &self.name else { return };
        let mut calls = self.calls.lock();
        if !calls.get(name).is_some_and(|own| self.is(own)) {
            return;
        }
        let wrote = calls.remove(name).is_some_and(|own| own.writing.is_some());
        drop(calls);
        if wrote {
            self.calls.more.send_replace(());
        }
    }
}
