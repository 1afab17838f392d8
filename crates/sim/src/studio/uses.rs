//! What attempts use and may cost: written down before a request goes out, settled when its
//! end is known.

use worldreel_domain::failure::Billed;
use worldreel_domain::id::{AttemptId, BatchId, EngineName, KeyFingerprint};
use worldreel_domain::job::{Bill, JobEvent, Lease};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyRecord;
use worldreel_keys::spend::{day_of, day_start};
use worldreel_scheduler::JobNeeds;

use std::collections::{BTreeMap, BTreeSet};

use super::Studio;
use crate::disk::{AttemptRow, Disk, Row, Settled, UseRow};
use crate::night::EngineSetUp;
use crate::slip::Slip;

/// How long it takes until what is noted is in the books, in milliseconds.
const BOOKS_MS: i64 = 20;
/// How long nothing is written after the disk refused, in milliseconds.
const REFUSED_MS: i64 = 5_000;

/// A use whose end is not known.
#[derive(Debug, Clone)]
pub(super) struct OpenUse {
    batch: BatchId,
    key: Option<KeyFingerprint>,
    micro_usd: i64,
    began_at: Timestamp,
}

/// Something to be written into the books.
#[derive(Debug)]
pub(super) enum Entry {
    Key(KeyRecord),
    Settled(Settled),
}

impl Studio {
    /// Takes up the uses of earlier runs.
    pub(super) fn take_up_uses(&mut self, disk: &mut Disk) {
        let open = disk.uses.iter().filter(|(_, used)| used.outcome.is_none());
        let open: Vec<_> = open.map(|(id, used)| (*id, used.clone())).collect();
        for (attempt, used) in open {
            if let Some(row) = self.row_of(attempt) {
                let batch = row.batch;
                let (key, micro_usd, began_at) = (used.key, used.micro_usd, used.began_at);
                let open = OpenUse {
                    batch,
                    key,
                    micro_usd,
                    began_at,
                };
                self.uses.insert(attempt, open);
                continue;
            }
            match disk.attempts.get(&attempt).map(|row| settled(attempt, row)) {
                None => {
                    disk.uses.remove(&attempt);
                }
                Some(end) => disk.settle(&end),
            }
        }
        if self.slip != Some(Slip::ForgetSpent) {
            self.take_up_spent(disk);
        }
    }

    /// What was spent today is what the books say.
    fn take_up_spent(&mut self, disk: &Disk) {
        let now = self.clocks.now;
        for (provider, record) in &disk.keys {
            let key = &record.fingerprint;
            let of_today = disk
                .uses
                .values()
                .filter(|used| used.key.as_ref() == Some(key) && used.began_at >= day_start(now));
            let spent = of_today.map(|used| used.micro_usd).sum();
            let ring = self.board.keys_mut().ring(provider);
            ring.set_spent(key, spent, now);
        }
    }

    pub(super) fn new_use(&self, row: &Row, lease: &Lease) -> Option<UseRow> {
        let price = self.engine_of(&lease.lane)?.price(&row.spec);
        (lease.key.is_some() || price > 0).then(|| UseRow {
            key: lease.key.clone(),
            micro_usd: price,
            began_at: self.clocks.now,
            outcome: None,
        })
    }

    /// Counts what a started attempt may cost as spent.
    pub(super) fn open(&mut self, attempt: AttemptId, batch: BatchId, used: &UseRow) {
        let open = OpenUse {
            batch,
            key: used.key.clone(),
            micro_usd: used.micro_usd,
            began_at: used.began_at,
        };
        let twice = i64::from(self.slip == Some(Slip::CountTwice));
        self.spend(&open, open.micro_usd * (1 + twice));
        self.uses.insert(attempt, open);
    }

    /// Takes back that an attempt was started: it was not.
    pub(super) fn unopen(&mut self, attempt: AttemptId) {
        if let Some(open) = self.uses.remove(&attempt) {
            self.spend(&open, -open.micro_usd);
        }
    }

    pub(super) fn settle_of(&self, attempt: AttemptId, event: &JobEvent) -> Option<Settled> {
        self.uses.get(&attempt)?;
        let Bill { outcome, billed } = event.bill()?;
        Some(Settled {
            attempt,
            outcome,
            micro_usd: (!billed && self.slip != Some(Slip::KeepUnbilled)).then_some(0),
        })
    }

    /// Takes note of what an attempt did cost, once that is on the disk. Says whether a key
    /// or a budget has got something back.
    pub(super) fn settle(&mut self, end: Settled) -> bool {
        let mut gave_back = false;
        if let Some(open) = self.uses.remove(&end.attempt) {
            let less = end.micro_usd.map_or(0, |cost| cost - open.micro_usd);
            self.spend(&open, less);
            gave_back = less < 0;
            if let Some(record) = open.key.and_then(|key| self.record_of(&key)) {
                self.write(Entry::Key(record));
            }
        }
        self.write(Entry::Settled(end));
        gave_back
    }

    fn spend(&mut self, of: &OpenUse, micro_usd: i64) {
        if micro_usd == 0 {
            return;
        }
        self.spend_of(of.batch, micro_usd);
        let now = self.clocks.now;
        let today = day_of(of.began_at) == day_of(now);
        let Some(key) = of.key.as_ref().filter(|_| today) else {
            return;
        };
        if let Some(provider) = self.provider_of(key) {
            let ring = self.board.keys_mut().ring(&provider);
            ring.correct_spend(key, micro_usd, now);
        }
    }

    /// Has something written into the books, behind the queue's back.
    pub(super) fn write(&mut self, entry: Entry) {
        self.books.push(entry);
        self.books_due_ms
            .get_or_insert(self.clocks.night_ms + BOOKS_MS);
    }

    /// Writes the books, or tries again later when no space is left.
    pub fn write_books(&mut self, disk: &mut Disk, night_ms: i64) {
        if disk.room().is_err() {
            self.books_due_ms = Some(night_ms + REFUSED_MS);
            return;
        }
        self.books_due_ms = None;
        for entry in std::mem::take(&mut self.books) {
            match entry {
                Entry::Key(record) => disk.save_key(&record),
                Entry::Settled(end) => disk.settle(&end),
            }
        }
    }
}

/// How an attempt of an earlier run ended, from what the library says of it.
fn settled(attempt: AttemptId, row: &AttemptRow) -> Settled {
    let billed = row.failure.as_ref().map(|failure| failure.billed);
    let never_began = row.ended == Some("never_began");
    Settled {
        attempt,
        outcome: match (&row.failure, never_began) {
            (Some(failure), _) => failure.class.name(),
            (None, true) => "never_began",
            (None, false) => "rendered",
        },
        micro_usd: (billed == Some(Billed::No) || never_began).then_some(0),
    }
}

/// What a job needs, at the prices of the engines that are set up.
pub(crate) fn needs(row: &Row, engines: &BTreeMap<EngineName, EngineSetUp>) -> JobNeeds {
    let prices = engines
        .values()
        .filter(|engine| row.engines.contains(&engine.name) && engine.frame_micro_usd > 0)
        .map(|engine| {
            let micro_usd = engine.price(&row.spec);
            (engine.name.clone(), Price::About { micro_usd })
        })
        .collect();
    JobNeeds {
        engines: row.engines.clone(),
        lanes: BTreeSet::new(),
        spec: row.spec.clone(),
        prices,
        ceiling: Ceiling::Any,
    }
}
