//! What attempts use and may cost: written down before a request goes out, settled when its
//! end is known.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::failure::Billed;
use worldreel_domain::id::{AttemptId, BatchId, KeyFingerprint};
use worldreel_domain::job::{Bill, JobEvent, Lease};
use worldreel_domain::money::Price;
use worldreel_domain::time::Timestamp;
use worldreel_keys::spend::{day_of, day_start};
use worldreel_store::machine::{NewUse, SettledUse, UseRow};
use worldreel_store::{AttemptRow, JobRow, MachineStore, StoreError};

use super::Actor;

/// A use whose end is not known.
#[derive(Debug, Clone)]
pub(super) struct OpenUse {
    batch: BatchId,
    key: Option<KeyFingerprint>,
    micro_usd: i64,
    began_at: Timestamp,
}

impl Actor {
    /// Takes up the uses of earlier runs of the studio. Those of attempts that still live
    /// stay open; those that were never begun are struck out.
    pub(super) async fn take_up_uses(&mut self) -> Result<(), StoreError> {
        let Some(machine) = self.machine.clone() else {
            return Ok(());
        };
        let mut never_begun = Vec::new();
        for open in machine.open_uses(&self.library()).await? {
            if let Some(row) = self.ledger.by_attempt(open.attempt) {
                let taken = open_use(&open, row.batch);
                self.uses.insert(open.attempt, taken);
                continue;
            }
            match self.store.attempt(open.attempt).await? {
                None => never_begun.push(open.attempt),
                Some(attempt) => machine.settle_uses(vec![settled(&attempt)]).await?,
            }
        }
        machine.forget_uses(never_begun).await?;
        self.take_up_spent(&machine).await
    }

    /// What was spent today is what the books say: a studio that was killed has not written
    /// down how its keys were doing at the end.
    async fn take_up_spent(&mut self, machine: &MachineStore) -> Result<(), StoreError> {
        let now = (self.now)();
        let mut spent: BTreeMap<KeyFingerprint, i64> = BTreeMap::new();
        for used in machine.uses_since(day_start(now)).await? {
            if let Some(key) = used.key {
                let own = spent.entry(key).or_default();
                *own = own.saturating_add(used.micro_usd);
            }
        }
        let rings = self.board.keys().iter();
        let keys = rings.flat_map(|(provider, ring)| {
            ring.keys()
                .map(|record| (provider.clone(), record.fingerprint.clone()))
        });
        for (provider, key) in keys.collect::<Vec<_>>() {
            let micro_usd = spent.get(&key).copied().unwrap_or(0);
            let ring = self.board.keys_mut().ring(&provider);
            ring.set_spent(&key, micro_usd, now);
        }
        Ok(())
    }

    /// What an attempt that starts now has to have written down first, if anything: it
    /// takes a place of a key, or costs something.
    pub(super) fn new_use(&self, row: &JobRow, lease: &Lease) -> Option<NewUse> {
        let engine = self.engine_of(&lease.lane)?;
        let price = engine.price(&row.spec);
        let free = matches!(price, Price::Free);
        (lease.key.is_some() || !free).then(|| NewUse {
            attempt: lease.attempt,
            library: self.library(),
            engine: engine.name(),
            key: lease.key.clone(),
            micro_usd: price.at_most(),
            began_at: (self.now)(),
        })
    }

    /// Counts what a started attempt may cost as spent.
    pub(super) fn open(&mut self, used: &NewUse, batch: BatchId) {
        let open = OpenUse {
            batch,
            key: used.key.clone(),
            micro_usd: used.micro_usd,
            began_at: used.began_at,
        };
        self.spend(&open, open.micro_usd);
        self.uses.insert(used.attempt, open);
    }

    /// Takes back that an attempt was started: it was not.
    pub(super) fn unopen(&mut self, attempt: AttemptId) {
        if let Some(open) = self.uses.remove(&attempt) {
            self.spend(&open, -open.micro_usd);
        }
    }

    /// What an event says about the cost of the attempt it happens to.
    pub(super) fn settle_of(&self, attempt: AttemptId, event: &JobEvent) -> Option<SettledUse> {
        self.uses.get(&attempt)?;
        let Bill { outcome, billed } = event.bill()?;
        Some(SettledUse {
            attempt,
            outcome,
            micro_usd: (!billed).then_some(0),
            settled_at: (self.now)(),
        })
    }

    /// Takes note of what an attempt did cost, once that is on the disk. Says whether a key
    /// or a budget has got something back.
    pub(super) fn settle(&mut self, end: SettledUse) -> bool {
        let mut gave_back = false;
        if let Some(open) = self.uses.remove(&end.attempt) {
            let less = end.micro_usd.map_or(0, |cost| cost - open.micro_usd);
            self.spend(&open, less);
            gave_back = less < 0;
            if let Some(record) = open.key.and_then(|key| self.record_of(&key)) {
                self.write_key(record);
            }
        }
        if let Some(books) = &self.books {
            books.settle(end);
        }
        gave_back
    }

    /// Adds to what was spent on a use's batch and, if it began today, with its key.
    fn spend(&mut self, of: &OpenUse, micro_usd: i64) {
        if micro_usd == 0 {
            return;
        }
        self.spend_of(of.batch, micro_usd);
        let now = (self.now)();
        let today = day_of(of.began_at) == day_of(now);
        let Some(key) = of.key.as_ref().filter(|_| today) else {
            return;
        };
        if let Some(provider) = self.provider_of(key) {
            let ring = self.board.keys_mut().ring(&provider);
            ring.correct_spend(key, micro_usd, now);
        }
    }

    fn record_of(&self, key: &KeyFingerprint) -> Option<worldreel_keys::KeyRecord> {
        let (_, record) = self.board.keys().find(key)?;
        Some(record.clone())
    }

    fn library(&self) -> String {
        self.layout.root().to_string_lossy().into_owned()
    }

    /// What a job costs at most on each engine that it may use.
    pub(super) fn prices(&self, row: &JobRow) -> crate::ledger::Prices {
        let engines: BTreeSet<_> = row.engines.iter().collect();
        let own = self
            .engines
            .iter()
            .filter(|(name, _)| engines.contains(name))
            .map(|(name, set_up)| (name.clone(), set_up.engine.price(&row.spec)))
            .filter(|(_, price)| *price != Price::Free);
        own.collect()
    }
}

fn open_use(row: &UseRow, batch: BatchId) -> OpenUse {
    OpenUse {
        batch,
        key: row.key.clone(),
        micro_usd: row.micro_usd,
        began_at: row.began_at,
    }
}

/// How an attempt of an earlier run ended, from what the library says of it.
fn settled(attempt: &AttemptRow) -> SettledUse {
    let billed = attempt.failure.as_ref().map(|failure| failure.billed);
    let never_began = attempt.outcome.as_deref() == Some("never_began");
    SettledUse {
        attempt: attempt.id,
        outcome: match (&attempt.failure, never_began) {
            (Some(failure), _) => failure.class.name(),
            (None, true) => "never_began",
            (None, false) => "rendered",
        },
        micro_usd: (billed == Some(Billed::No) || never_began).then_some(0),
        settled_at: attempt.ended_at.unwrap_or(attempt.began_at),
    }
}
