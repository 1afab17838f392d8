//! Queueing.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName, RevisionId, SessionId};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::Origin;
use worldreel_domain::scene::Scene;
use worldreel_engines::Engine;
use worldreel_store::{NewBatch, NewJob, StoreError};
use worldreel_supervisor::CommandError;

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::ordered;
use crate::use_case::quote::price_of;
use crate::use_case::specs::{SpecWish, default_spec, specs};
use crate::use_case::terms::agreed_to;
use crate::view::{EngineView, JobView};

/// What to render: a revision that exists, or a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewTake {
    /// A revision that exists. Either this or a prompt must be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionId>,
    /// The prompt of a new revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Prompt>,
    /// What should not be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
    /// The prompt's reading.
    #[serde(default, skip_serializing_if = "Scene::is_empty")]
    pub scene: Scene,
    /// The revision that the prompt was made from. Where it says the same, it is rendered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RevisionId>,
    /// What made the new revision. What was typed where something stood before counts as
    /// edited.
    #[serde(default = "typed")]
    pub origin: Origin,
    /// The stable name of the user's own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How to render it.
    #[serde(default)]
    pub spec: SpecWish,
    /// How many takes, with one seed each.
    #[serde(default = "one")]
    pub takes: u32,
}

const fn typed() -> Origin {
    Origin::Typed
}

const fn one() -> u32 {
    1
}

impl NewTake {
    /// One take of a revision that exists.
    #[must_use]
    pub fn of_revision(revision: RevisionId) -> Self {
        Self {
            revision: Some(revision),
            ..Self::blank()
        }
    }

    /// One take of a prompt, typed by the user.
    #[must_use]
    pub fn of(prompt: Prompt) -> Self {
        Self {
            prompt: Some(prompt),
            ..Self::blank()
        }
    }

    /// One take of nothing yet.
    fn blank() -> Self {
        Self {
            revision: None,
            prompt: None,
            negative_prompt: None,
            scene: Scene::default(),
            parent: None,
            origin: Origin::Typed,
            label: None,
            spec: SpecWish::default(),
            takes: 1,
        }
    }
}

/// A batch to be queued, or to be priced.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Generate {
    /// The id of the batch, where the caller makes it up: a fresh UUID. The same order sent
    /// once more under it, since its answer was lost, queues nothing and is answered with the
    /// batch that is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// The session it goes into; a new one when none is named.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// The title of the new session; the first words of the first prompt when it is
    /// not said.
    #[serde(default)]
    pub title: Option<String>,
    /// What to render, in order.
    pub items: Vec<NewTake>,
    /// The engines that may be used; those that cost nothing when none is named.
    #[serde(default)]
    pub engines: BTreeSet<EngineName>,
    /// What the whole batch may cost at most, in millionths of a US dollar. Without
    /// it, only what is free is queued.
    #[serde(default)]
    pub max_micro_usd: Option<i64>,
    /// Whether renders may be begun whose price the provider doesn't tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub price_unknown_ok: bool,
    /// The lanes that its jobs are pinned to; none is any of the engines'.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lanes: BTreeSet<LaneName>,
    /// How urgent its jobs are.
    #[serde(default)]
    pub priority: Priority,
    /// What all renders of its jobs may cost together, in millionths of a US dollar: as
    /// many are rendered as that is enough for, and the others wait. It agrees to that
    /// price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_micro_usd: Option<i64>,
    /// How long its jobs may wait for their start; as the settings say when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Expiry>,
}

/// A batch that was queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Batch {
    /// Its id.
    pub batch: BatchId,
    /// Whether it was there already, by the same order sent before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// The session it is in.
    pub session: SessionId,
    /// How many jobs it is of; `list_jobs` tells them.
    pub jobs: u32,
    /// The first of its jobs, as it is now.
    pub first: Option<JobView>,
}

/// Whether a batch is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PauseBatch {
    /// The batch.
    pub batch: BatchId,
    /// True to pause, false to resume.
    pub paused: bool,
}

impl Studio {
    /// The engines that are set up and what they can do.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn list_engines(&self, _: Nothing) -> Result<Vec<EngineView>, ApiError> {
        Ok(self.engine_views())
    }

    pub(crate) fn engine_views(&self) -> Vec<EngineView> {
        self.installed()
            .iter()
            .map(|own| {
                let engine = &own.engine;
                let default_spec = default_spec(&**engine);
                EngineView {
                    setup: own.setup(),
                    name: engine.name(),
                    capabilities: engine.capabilities(),
                    lanes: engine.lanes(),
                    price: engine.price(&default_spec),
                    default_spec,
                }
            })
            .collect()
    }

    /// Queues a batch: all of it or nothing. When it returns, the jobs are on the disk.
    ///
    /// # Errors
    ///
    /// `bad_input` with the item and field, also for a lane of another engine and for a
    /// budget that is not enough for one take, `engine_cannot` when none of the engines can
    /// do it, `price_not_agreed` when it would cost more than `max_micro_usd`,
    /// `not_found` for a session or revision that does not exist, `conflict` when another
    /// order was queued under its id.
    pub async fn generate(&self, wanted: Generate) -> Result<Batch, ApiError> {
        self.order(wanted, None).await
    }

    /// Queues a batch whose jobs render `retry_of` once more, if that is named.
    pub(crate) async fn order(
        &self,
        wanted: Generate,
        retry_of: Option<JobId>,
    ) -> Result<Batch, ApiError> {
        let asked = match wanted.batch {
            Some(batch) => Some((batch, ordered::digest(&wanted)?)),
            None => None,
        };
        if let Some((batch, asked)) = asked
            && let Some(known) = self.ordered(batch, asked).await?
        {
            return Ok(known);
        }
        let engines = self.engines_for(&wanted.engines, &wanted.lanes)?;
        let specs = specs(&wanted, &engines)?;
        let each = specs.iter().map(|(_, spec)| price_of(spec, &engines));
        let prices: Vec<_> = each.collect();
        agreed_to(&wanted, &prices)?;
        let session = self.session_choice(&wanted).await?;
        let takes_scenes = |engine: &Arc<dyn Engine>| engine.capabilities().structured_prompt;
        let scenes_sent = engines.iter().any(takes_scenes);
        let (revisions, ids) = self
            .revisions_for(&wanted.items, session.id(), scenes_sent)
            .await?;
        let jobs = specs
            .into_iter()
            .zip(prices)
            .map(|((item, spec), price)| NewJob {
                id: JobId::from_uuid(Self::fresh_id()),
                revision: ids[item],
                label: wanted.items[item].label.clone(),
                retry_of,
                ceiling: Ceiling::of(price),
                spec,
            })
            .collect();
        let batch = wanted
            .batch
            .unwrap_or_else(|| BatchId::from_uuid(Self::fresh_id()));
        let session_id = session.id();
        let queued = self
            .supervisor()
            .queue(NewBatch {
                id: batch,
                asked: asked.map(|(_, asked)| asked),
                session,
                revisions,
                engines: engines.iter().map(|engine| engine.name()).collect(),
                lanes: wanted.lanes,
                priority: wanted.priority,
                budget_micro_usd: wanted.budget_micro_usd,
                expiry: wanted.expiry.unwrap_or(self.settings_file().get().expiry),
                jobs,
                now: Self::now(),
            })
            .await;
        let rows = match (queued, asked) {
            (Ok(rows), _) => rows,
            // The same order was on its way at the same time.
            (Err(CommandError::Store(StoreError::Exists { .. })), Some((batch, asked))) => {
                let known = self.ordered(batch, asked).await?;
                return known.ok_or_else(|| ordered::on_its_way(batch));
            }
            (Err(error), _) => return Err(error.into()),
        };
        tracing::info!(batch.id = %batch, jobs = rows.len(), "queued batch {batch} of {} jobs", rows.len());
        Ok(Batch {
            batch,
            known: false,
            session: session_id,
            jobs: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            first: match rows.into_iter().next() {
                Some(row) => Some(self.job_view(row).await?),
                None => None,
            },
        })
    }

    /// Pauses or resumes a batch.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn pause_batch(&self, wanted: PauseBatch) -> Result<Nothing, ApiError> {
        self.supervisor()
            .pause_batch(wanted.batch, wanted.paused)
            .await?;
        Ok(Nothing {})
    }

    /// The engines of these names; those that cost nothing when none is named.
    pub(crate) fn chosen(
        &self,
        names: &BTreeSet<EngineName>,
    ) -> Result<Vec<Arc<dyn Engine>>, ApiError> {
        let all = self.engines();
        if names.is_empty() {
            let free =
                |engine: &&Arc<dyn Engine>| engine.price(&default_spec(&***engine)) == Price::Free;
            return Ok(all.iter().filter(free).cloned().collect());
        }
        names
            .iter()
            .map(|name| {
                all.iter()
                    .find(|engine| engine.name() == *name)
                    .cloned()
                    .ok_or_else(|| {
                        let known: Vec<_> =
                            all.iter().map(|engine| engine.name().to_string()).collect();
                        ApiError::bad_input("engines", format!("there is no engine \"{name}\""))
                            .hint(format!("set up are: {}", known.join(", ")))
                    })
            })
            .collect()
    }
}
