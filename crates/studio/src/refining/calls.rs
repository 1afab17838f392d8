//! The calls under way that can be stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use crate::error::ApiError;

/// Characters that the name of a call has at most.
const CALL_CHARS_MAX: usize = 64;

/// The calls that can be stopped, by the names that their callers gave them.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    by_name: Mutex<HashMap<String, Arc<Notify>>>,
}

impl Calls {
    /// Stops a call. False when there is none of that name (any more).
    pub(crate) fn stop(&self, name: &str) -> bool {
        let calls = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(stop) = calls.get(name) else {
            return false;
        };
        // One that is not waited for yet is kept.
        stop.notify_one();
        true
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
            let mut calls = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
            calls.insert(name.clone(), Arc::clone(&stop));
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
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let Some(name) = &self.name else { return };
        let calls = self.calls.by_name.lock();
        let mut calls = calls.unwrap_or_else(PoisonError::into_inner);
        if calls
            .get(name)
            .is_some_and(|stop| Arc::ptr_eq(stop, &self.stop))
        {
            calls.remove(name);
        }
    }
}
