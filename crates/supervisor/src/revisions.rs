//! What jobs render, with what was rendered last at hand.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use worldreel_domain::id::RevisionId;
use worldreel_domain::revision::Revision;
use worldreel_store::{Store, StoreError};

/// How many are kept: takes of one batch render the same, and a lane waits while it is read.
const AT_HAND_MAX: usize = 16;

/// Reads revisions. What one says never changes, so the last ones need not be read again.
#[derive(Debug, Clone)]
pub(crate) struct Revisions {
    store: Store,
    at_hand: Arc<Mutex<VecDeque<Arc<Revision>>>>,
}

impl Revisions {
    pub(crate) fn new(store: Store) -> Self {
        let at_hand = Arc::default();
        Self { store, at_hand }
    }

    /// A revision; `None` when there is none of this id.
    pub(crate) async fn get(&self, id: RevisionId) -> Result<Option<Arc<Revision>>, StoreError> {
        if let Some(found) = self.at_hand(id) {
            return Ok(Some(found));
        }
        let read = self.store.revision(id).await?.map(Arc::new);
        if let Some(revision) = &read {
            self.keep(Arc::clone(revision));
        }
        Ok(read)
    }

    fn at_hand(&self, id: RevisionId) -> Option<Arc<Revision>> {
        let at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        at_hand.iter().find(|revision| revision.id == id).cloned()
    }

    fn keep(&self, revision: Arc<Revision>) {
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        // Several may have read it at the same time.
        at_hand.retain(|own| own.id != revision.id);
        at_hand.truncate(AT_HAND_MAX - 1);
        at_hand.push_front(revision);
    }
}
