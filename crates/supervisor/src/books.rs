//! Writes down how keys are doing and what attempts cost, behind the queue's back: no lane
//! waits for it.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;
use worldreel_domain::id::KeyFingerprint;
use worldreel_keys::KeyRecord;
use worldreel_store::machine::{NewUse, SettledUse};
use worldreel_store::{MachineStore, StoreError};

/// How long nothing is written after the disk refused.
const REFUSED_PAUSE: Duration = Duration::from_secs(5);

/// Something to be written down.
enum Entry {
    Key(KeyRecord),
    Settled(SettledUse),
}

/// The machine's books. What is noted is written in the order in which it was noted.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    machine: MachineStore,
    entries: mpsc::UnboundedSender<Entry>,
}

impl Books {
    /// Opens the books. Their task ends when the last clone is dropped and all is written.
    pub(crate) fn open(machine: MachineStore, tasks: &TaskTracker) -> Self {
        let (entries, noted) = mpsc::unbounded_channel();
        tasks.spawn(write(machine.clone(), noted));
        Self { machine, entries }
    }

    /// Writes down what is about to be used; when this returns, it is on the disk.
    pub(crate) async fn begin(&self, uses: Vec<NewUse>) -> Result<(), StoreError> {
        self.machine.begin_uses(uses).await
    }

    /// Notes how a key is doing.
    pub(crate) fn key(&self, record: KeyRecord) {
        // The task lives as long as this does.
        let _ = self.entries.send(Entry::Key(record));
    }

    /// Notes how an attempt ended.
    pub(crate) fn settle(&self, end: SettledUse) {
        let _ = self.entries.send(Entry::Settled(end));
    }
}

/// What is noted and not yet written.
#[derive(Default)]
struct Pending {
    keys: BTreeMap<KeyFingerprint, KeyRecord>,
    settled: Vec<SettledUse>,
}

impl Pending {
    fn take_in(&mut self, entry: Entry) {
        match entry {
            Entry::Key(record) => {
                self.keys.insert(record.fingerprint.clone(), record);
            }
            Entry::Settled(end) => self.settled.push(end),
        }
    }

    async fn write(&mut self, machine: &MachineStore) -> Result<(), StoreError> {
        let (keys, settled) = (self.keys.values().cloned().collect(), self.settled.clone());
        machine.settle_uses(settled).await?;
        machine.save_keys(keys).await?;
        *self = Self::default();
        Ok(())
    }
}

async fn write(machine: MachineStore, mut noted: mpsc::UnboundedReceiver<Entry>) {
    let mut pending = Pending::default();
    while let Some(entry) = noted.recv().await {
        pending.take_in(entry);
        while let Ok(entry) = noted.try_recv() {
            pending.take_in(entry);
        }
        while let Err(error) = pending.write(&machine).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "could not write down how keys are doing and what renders cost"
            );
            if noted.is_closed() {
                // The studio closes: the next one works it out from the attempts.
                return;
            }
            tokio::time::sleep(REFUSED_PAUSE).await;
        }
    }
}
