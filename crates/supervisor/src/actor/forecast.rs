//! When the queue will be where.

use std::collections::BTreeMap;
use std::time::Duration;

use worldreel_domain::id::EngineName;
use worldreel_domain::job::JobState;
use worldreel_domain::speed::{RenderTime, Speed};
use worldreel_engines::Progress;
use worldreel_scheduler::{Busy, Forecast, Left};
use worldreel_store::JobRow;

use super::Actor;

impl Actor {
    /// What will start where and when, at these speeds.
    pub(super) fn forecast(&self, speeds: &BTreeMap<EngineName, Speed>) -> Forecast {
        let progress = self.told.progress.borrow();
        let lanes = self.board.lanes();
        let busy: Vec<_> = lanes
            .flat_map(|(facts, _, jobs)| jobs.iter().map(move |job| (facts, *job)))
            .filter_map(|(facts, job)| {
                let row = self.ledger.get(job)?;
                let progress = progress.get(&job).copied();
                let took = speeds.get(&facts.engine).map(|speed| speed.took(&row.spec));
                self.busy(row, progress, took)
            })
            .collect();
        let took = |engine: &EngineName, spec: &_| Some(speeds.get(engine)?.took(spec));
        self.board.forecast(&busy, took, (self.now)())
    }

    /// How long a lane will be busy: by how far its render is, and before it has come
    /// anywhere by how long renders take. `None` when neither is known.
    fn busy(
        &self,
        row: &JobRow,
        progress: Option<Progress>,
        took: Option<RenderTime>,
    ) -> Option<Busy> {
        let left = match (&row.state, progress) {
            (
                JobState::Running { .. },
                Some(Progress {
                    done,
                    total: Some(total),
                }),
            ) if done > 0 => {
                let elapsed_ms = (self.now)().ms().saturating_sub(row.changed_at.ms()).max(0);
                let left = i64::from(total.saturating_sub(done));
                let left_ms = elapsed_ms.saturating_mul(left) / i64::from(done);
                Left::Told(Duration::from_millis(u64::try_from(left_ms).unwrap_or(0)))
            }
            _ => Left::Usual(took?),
        };
        Some(Busy {
            job: row.id,
            lane: row.state.occupies()?.clone(),
            starts_at: row.changed_at,
            left,
        })
    }
}
