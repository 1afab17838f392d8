//! Claims on places of keys, so that no two studios on this computer use one at once.
//!
//! Studios of different libraries have the machine's keys in common, and each has its
//! rings in its own memory. So who uses a place of a key also claims it where all of them
//! look: with a lock on a file that is named after the key's fingerprint and the number of
//! the place, from 0 to the key's width ([`worldreel_host::claim`]).
//!
//! - **When.** A claim is taken before a start is written, or before a key is given out
//!   for a request to a chat model; it is freed where the ring gets its place back, and by
//!   the system when the process dies. So what is in doubt keeps it as it keeps its place.
//! - **The plan knows nothing of files.** A start whose key can't be claimed doesn't
//!   happen. Its ring is told that others have what is left of that key for now, and the
//!   plan is made anew: it passes on to the next key, or the job waits and says why.
//! - **Waking.** No system tells that a lock of another process was freed, but to a thread
//!   that waits for nothing else and can't be called off. So what was seen holds for
//!   [`LOOKS_AGAIN`], as a cool-down would: the plan names that moment only while a job has
//!   a free lane and lacks this key. Without such a job nothing is looked at.
//! - **Turns.** A studio starts a render in the turn in which the one before it ends, so
//!   who looks once in a while would never meet a free place. Who waits therefore has that
//!   known with one more lock, and who has just let go of a key that another waits for
//!   leaves it alone for [`LEAVES_ALONE`].
//! - **After a crash.** What is taken up keeps its key, whoever has claimed it meanwhile: it
//!   is under way. It claims the first place that is free, above the width if need be.
//! - **Where nothing can be locked** keys are used unclaimed, with a word in the log: who
//!   has one studio must not be stopped by what matters with two.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use tokio::time::Instant;
use worldreel_domain::id::{AttemptId, KeyFingerprint};
use worldreel_domain::time::Timestamp;
use worldreel_host::claim::{Claim, Claims};
use worldreel_keys::Permit;

use super::Actor;
use crate::claims::{LOOKS_AGAIN, name, unclaimed};

/// How long a key is left to who waits for it: long enough for that one to look again.
const LEAVES_ALONE: Duration = Duration::from_millis(1_500);
/// How long it is known that somebody waits who looks for it no more.
const WAITS_ON: Duration = Duration::from_secs(2);

/// Who uses a place of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum User {
    /// An attempt.
    Attempt(AttemptId),
    /// A request that is no render: its key, and its permit's number in the ring.
    Request(KeyFingerprint, u64),
}

impl User {
    pub(super) fn of(permit: &Permit) -> Self {
        Self::Request(permit.fingerprint().clone(), permit.serial())
    }
}

/// The claims of this studio.
pub(super) struct KeyClaims {
    /// Where all studios look; without it nothing is claimed.
    all: Option<Claims>,
    held: BTreeMap<User, (KeyFingerprint, Claim)>,
    /// The keys that this studio waits for, where that is known, and until when.
    waits: BTreeMap<KeyFingerprint, (Claim, Instant)>,
    /// When this studio last let go of a key.
    let_go: BTreeMap<KeyFingerprint, Instant>,
}

impl KeyClaims {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self {
            all: folder.map(Claims::new),
            held: BTreeMap::new(),
            waits: BTreeMap::new(),
            let_go: BTreeMap::new(),
        }
    }

    /// Claims a place of a key of this width. False when others have them all, or it is
    /// their turn.
    fn take(&mut self, user: User, key: &KeyFingerprint, width: u32) -> bool {
        let Some(all) = self.all.clone() else {
            return true;
        };
        let claimed = match self.is_others_turn(&all, key) {
            true => Ok(None),
            false => all.first_free(&name(key), 0..width),
        };
        match claimed {
            Ok(Some(claim)) => {
                self.waits.remove(key);
                self.held.insert(user, (key.clone(), claim));
                true
            }
            Ok(None) => {
                self.wait_for(&all, key);
                false
            }
            Err(error) => {
                unclaimed(&error);
                true
            }
        }
    }

    /// Claims a place of a key that is in use already, once.
    pub(super) fn keep(&mut self, user: User, key: &KeyFingerprint) {
        let Some(all) = self.all.as_ref().filter(|_| !self.held.contains_key(&user)) else {
            return;
        };
        match all.first_free(&name(key), 0..) {
            Ok(claim) => {
                let held = claim.map(|claim| (user, (key.clone(), claim)));
                self.held.extend(held);
            }
            Err(error) => unclaimed(&error),
        }
    }

    /// Frees a claim, if there is one.
    pub(super) fn release(&mut self, user: &User) {
        if let Some((key, claim)) = self.held.remove(user) {
            drop(claim);
            self.let_go.insert(key, Instant::now());
        }
    }

    /// Forgets what this studio no longer waits for. Returns when to do so again, if at all.
    pub(super) fn lapse(&mut self) -> Option<Instant> {
        let now = Instant::now();
        self.waits.retain(|_, (_, until)| *until > now);
        self.waits.values().map(|(_, until)| *until).min()
    }

    fn is_others_turn(&mut self, all: &Claims, key: &KeyFingerprint) -> bool {
        let let_go = self.let_go.get(key);
        if let_go.is_none_or(|at| at.elapsed() >= LEAVES_ALONE) {
            return false;
        }
        // This studio may wait for it, too: only others count.
        self.waits.remove(key);
        all.waited_for(&name(key))
    }

    fn wait_for(&mut self, all: &Claims, key: &KeyFingerprint) {
        let known = self.waits.remove(key).map(|(claim, _)| claim);
        match known.map_or_else(|| all.wait_for(&name(key)), |claim| Ok(Some(claim))) {
            Ok(claim) => {
                let until = Instant::now() + WAITS_ON;
                let waits = claim.map(|claim| (key.clone(), (claim, until)));
                self.waits.extend(waits);
            }
            Err(error) => unclaimed(&error),
        }
    }
}

impl Actor {
    /// Claims a place of a key for who is about to use it. False when other studios have
    /// them all.
    pub(super) fn claim_key(&mut self, user: User, key: &KeyFingerprint) -> bool {
        let Some(provider) = self.provider_of(key) else {
            return true;
        };
        let ring = self.board.keys_mut().ring(&provider);
        let width = ring.key(key).map_or(1, |record| record.width.now);
        let claimed = self.claims.take(user, key, width);
        if claimed {
            ring.had_here(key);
        }
        claimed
    }

    /// Takes note that at `now` other studios have the places of a key that are left.
    pub(super) fn key_is_elsewhere(&mut self, key: &KeyFingerprint, now: Timestamp) {
        let Some(provider) = self.provider_of(key) else {
            return;
        };
        let until = now.plus_ms(i64::try_from(LOOKS_AGAIN.as_millis()).unwrap_or(i64::MAX));
        let ring = self.board.keys_mut().ring(&provider);
        if ring.taken_elsewhere(key, now, until) {
            if let Some(record) = ring.key(key) {
                tracing::info!(
                    key.label = record.label.as_str(),
                    "another studio on this computer uses the key {} of {provider}",
                    record.label
                );
            }
            self.tell_set_up();
            self.nudge();
        }
    }
}
