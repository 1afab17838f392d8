//! Rendering a take once more, with another seed or other settings.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::job::JobAction;
use worldreel_domain::money::Price;
use worldreel_domain::spec::RenderSpec;
use worldreel_store::JobRow;
use worldreel_supervisor::CommandError;

use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::batches::{Generate, NewTake};
use crate::use_case::jobs::refused;
use crate::use_case::quote::price_of;
use crate::use_case::specs::SpecWish;
use crate::view::JobView;

/// A take to be rendered once more as a new job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetryChanged {
    /// The job; it has ended, and stays as it is.
    pub job: JobId,
    /// What is other than before. A seed that is not said is chosen by chance.
    #[serde(default)]
    pub spec: SpecWish,
    /// The engines that may be used; those of the job when none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub engines: BTreeSet<EngineName>,
    /// What it may cost at most, in millionths of a US dollar. Without it, only what is
    /// free is queued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_micro_usd: Option<i64>,
    /// Whether it may be rendered at a price that the provider doesn't tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub price_unknown_ok: bool,
}

impl Studio {
    /// What it would cost at most to render a job as it is once more: on those of its
    /// engines that are set up.
    pub(crate) fn price_again(&self, row: &JobRow) -> Price {
        let mut engines = self.engines();
        engines.retain(|engine| {
            let on_its_lanes = || engine.lanes().iter().any(|lane| row.lanes.contains(lane));
            row.engines.contains(&engine.name()) && (row.lanes.is_empty() || on_its_lanes())
        });
        price_of(&row.spec, &engines)
    }

    /// Queues a take once more as a new job of its session, with another seed or other
    /// settings. What costs money needs a word for it, as in [`Studio::generate`].
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` while the job is live; `bad_input` when nothing is other than
    /// before; else as [`Studio::generate`].
    pub async fn retry_changed(&self, wanted: RetryChanged) -> Result<JobView, ApiError> {
        let row = self.store().job(wanted.job).await?;
        let row = row.ok_or(CommandError::NoJob(wanted.job))?;
        if let Some(why) = JobAction::RetryChanged.refused(&row.state) {
            return Err(refused(&row, why));
        }
        let spec = anew(wanted.spec, &row.spec);
        let engines = match wanted.engines.is_empty() {
            true => row.engines.clone(),
            false => wanted.engines,
        };
        if spec == row.spec && engines == row.engines {
            return Err(ApiError::bad_input("spec", "nothing is other than before")
                .hint("to render exactly the same once more, retry the job itself"));
        }
        let order = Generate {
            session: Some(row.session),
            lanes: match engines == row.engines {
                true => row.lanes.clone(),
                false => BTreeSet::new(),
            },
            priority: row.priority,
            expiry: Some(row.expiry),
            engines,
            max_micro_usd: wanted.max_micro_usd,
            price_unknown_ok: wanted.price_unknown_ok,
            ..order_of(&row, &spec)
        };
        let queued = self.order(order, Some(row.id)).await.map_err(of_the_job)?;
        queued
            .first
            .ok_or_else(|| ApiError::new(ErrorCode::Internal, "a batch has no job"))
    }
}

/// The spec of a retry: a seed that is not said is another than before.
fn anew(wish: SpecWish, before: &RenderSpec) -> RenderSpec {
    let spec = wish.over(before);
    let seed = wish.seed.unwrap_or_else(|| match Studio::fresh_seed() {
        same if same == before.seed => same.wrapping_add(1),
        other => other,
    });
    RenderSpec { seed, ..spec }
}

fn order_of(row: &JobRow, spec: &RenderSpec) -> Generate {
    let take = NewTake {
        label: row.label.clone(),
        spec: SpecWish::of(spec),
        ..NewTake::of_revision(row.revision)
    };
    Generate {
        items: vec![take],
        ..Generate::default()
    }
}

/// The caller knows of one job and of no items.
fn of_the_job(error: ApiError) -> ApiError {
    let field = error.field.as_deref();
    let own = field.map(|field| field.trim_start_matches("items[0].").to_owned());
    ApiError {
        field: own,
        ..error
    }
}
