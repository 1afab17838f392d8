//! When the queue will be where.

use std::collections::BTreeMap;
use std::time::Duration;

use worldreel_domain::id::EngineName;
use worldreel_domain::job::JobState;
use worldreel_domain::speed::Speed;
use worldreel_engines::Progress;
use worldreel_scheduler::{Forecast, Slot};
use worldreel_store::JobRow;

use super::Actor;

impl Actor {
    /// What will start where and when, at these speeds.
    pub(super) fn forecast(&self, speeds: &BTreeMap<EngineName, Speed>) -> Forecast {
        let progress = self.told.progress.borrow();
        let lanes = self.board.lanes();
        let running = lanes
            .flat_map(|(facts, _, jobs)| jobs.iter().map(move |job| (facts, *job)))
            .filter_map(|(facts, job)| {
                let row = self.ledger.get(job)?;
                let progress = progress.get(&job).copied();
                let took = speeds.get(&facts.engine).map(|speed| speed.took(&row.spec));
                self.slot(row, progress, took)
            })
            .collect();
        let took = |engine: &EngineName, spec: &_| Some(speeds.get(engine)?.took(spec));
        self.board.forecast(running, took, (self.now)())
    }

    /// When a busy lane will be free: by how far its render is, and before it has come
    /// anywhere by how long renders take. `None` when neither is known.
    fn slot(
        &self,
        row: &JobRow,
        progress: Option<Progress>,
        took: Option<Duration>,
    ) -> Option<Slot> {
        let now = (self.now)();
        let lane = row.state.occupies()?.clone();
        let elapsed_ms = now.ms().saturating_sub(row.changed_at.ms()).max(0);
        let left_ms = match (&row.state, progress) {
            (
                JobState::Running { .. },
                Some(Progress {
                    done,
                    total: Some(total),
                }),
            ) if done > 0 => {
                let left = i64::from(total.saturating_sub(done));
                elapsed_ms.saturating_mul(left) / i64::from(done)
            }
            _ => {
                let took = i64::try_from(took?.as_millis()).unwrap_or(i64::MAX);
                took.saturating_sub(elapsed_ms).max(0)
            }
        };
        Some(Slot {
            job: row.id,
            lane,
            starts_at: row.changed_at,
            ends_at: now.plus_ms(left_ms),
        })
    }
}
