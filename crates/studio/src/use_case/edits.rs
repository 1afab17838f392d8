//! A job that waits is rendered in another way.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::Capabilities;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{EngineName, JobId, LaneName};
use worldreel_domain::job::JobAction;
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::spec::RenderSpec;
use worldreel_engines::Engine;
use worldreel_store::{JobEdit, JobRow};
use worldreel_supervisor::CommandError;

use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::quote::{consented, price_of};
use crate::use_case::specs::{SpecWish, can_render};
use crate::view::JobView;

/// What is to change of a job that waits or is held; what is not named stays as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EditJob {
    /// The job.
    pub job: JobId,
    /// The version that the user has seen.
    pub expected_version: u32,
    /// How to render it.
    #[serde(default)]
    pub spec: SpecWish,
    /// The engines that may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engines: Option<BTreeSet<EngineName>>,
    /// The lanes that it is pinned to; none is any of the engines'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lanes: Option<BTreeSet<LaneName>>,
    /// How long it may wait, from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Expiry>,
    /// What it may cost at most, in millionths of a US dollar. Needed where it would cost
    /// more than was agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_micro_usd: Option<i64>,
    /// Whether it may be rendered though the provider doesn't tell the price.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub price_unknown_ok: bool,
}

impl Studio {
    /// Changes how a job that waits or is held is to be rendered.
    ///
    /// # Errors
    ///
    /// `not_found`; `conflict` with both versions when another door has changed it;
    /// `not_now` when it has started or ended; `bad_input` and `engine_cannot` with the
    /// field; `price_not_agreed` when it would cost more than before and than
    /// `max_micro_usd`. Nothing is changed then.
    pub async fn edit_job(&self, wanted: EditJob) -> Result<JobView, ApiError> {
        let job = wanted.job;
        let row = self.store().job(job).await?;
        let row = row.ok_or(CommandError::NoJob(job))?;
        let edit = self.edit_of(&row, &wanted)?;
        match self
            .supervisor()
            .edit(job, wanted.expected_version, edit)
            .await
        {
            Ok(row) => self.job_view(row).await,
            Err(CommandError::Illegal(_)) => {
                let action = JobAction::Edit;
                Err(self.refusal(job, action).await?)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn edit_of(&self, row: &JobRow, wanted: &EditJob) -> Result<JobEdit, ApiError> {
        let names = wanted.engines.as_ref().unwrap_or(&row.engines);
        if names.is_empty() {
            return Err(ApiError::bad_input("engines", "name at least one engine"));
        }
        let lanes = self.lanes_of(row, wanted, names);
        let engines = self.engines_for(names, &lanes)?;
        let spec = changed(&row.spec, wanted.spec, &engines);
        can_render("spec", &spec, &engines)?;
        let now = price_of(&spec, &engines);
        if self.dearer_than_before(row, now) {
            consented([now], wanted.max_micro_usd, wanted.price_unknown_ok)?;
        }
        Ok(JobEdit {
            spec,
            engines: names.clone(),
            lanes,
            ceiling: Ceiling::of(now),
            expiry: wanted.expiry.unwrap_or(row.expiry),
        })
    }

    /// The lanes that the job is pinned to from now on. Those of an engine that it may no
    /// longer use were meant for that engine.
    fn lanes_of(
        &self,
        row: &JobRow,
        wanted: &EditJob,
        engines: &BTreeSet<EngineName>,
    ) -> BTreeSet<LaneName> {
        if let Some(lanes) = &wanted.lanes {
            return lanes.clone();
        }
        let all = self.engines().into_iter();
        let own = all.filter(|engine| engines.contains(&engine.name()));
        let own: BTreeSet<_> = own.flat_map(|engine| engine.lanes()).collect();
        row.lanes.intersection(&own).cloned().collect()
    }

    /// Whether it would cost more than what was agreed to.
    fn dearer_than_before(&self, row: &JobRow, now: Price) -> bool {
        if let Ceiling::Most { .. } = row.ceiling {
            return !row.ceiling.allows(now);
        }
        // Any price was agreed to because the engine tells none: another engine's is new.
        match (self.price_again(row), now) {
            (_, Price::Free) | (Price::Unknown, Price::Unknown) => false,
            (Price::About { micro_usd: old }, Price::About { micro_usd: new }) => new > old,
            _ => true,
        }
    }
}

/// The spec with what is wished for. What none of the engines knows is left out, unless it is
/// wished for: it was meant for another engine.
fn changed(spec: &RenderSpec, wish: SpecWish, engines: &[Arc<dyn Engine>]) -> RenderSpec {
    let some = |knows: fn(&Capabilities) -> bool| {
        let mut all = engines.iter();
        all.any(|engine| knows(&engine.capabilities()))
    };
    wish.over(&RenderSpec {
        steps: spec.steps.filter(|_| some(|can| can.steps.is_some())),
        guidance: spec.guidance.filter(|_| some(|can| can.guidance.is_some())),
        ..spec.clone()
    })
}
