//! Queueing: what a batch would cost, and the batch itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::id::{BatchId, EngineName, JobId, RevisionId, SessionId};
use worldreel_domain::money::Price;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::Engine;
use worldreel_store::{NewBatch, NewJob, SessionChoice};

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::sessions::title_of;
use crate::view::{EngineView, JobView};

/// Jobs that one batch has at most: the lines of the longest prompt file.
pub const JOBS_MAX: usize = 100_000;
/// Takes that one item asks for at most.
const TAKES_MAX: u32 = 1_000;

/// How to render, as far as it is said; the rest is the engine's default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SpecWish {
    /// Picture size in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// How many frames.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frames: Option<u32>,
    /// Frames per second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fps: Option<u32>,
    /// Denoising steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// Guidance scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<f32>,
    /// The seed of the first take; further takes count up from it. Chosen by chance
    /// when it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
}

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
    /// What made the new revision.
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
    /// One take of a prompt, typed by the user.
    #[must_use]
    pub fn of(prompt: Prompt) -> Self {
        Self {
            revision: None,
            prompt: Some(prompt),
            negative_prompt: None,
            scene: Scene::default(),
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
}

/// What a batch would cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// How many jobs it would be.
    pub jobs: u32,
    /// What it would cost at most on the engines it may use.
    pub price: Price,
    /// Seconds until its last job would be done, the queue ahead included, from
    /// the engine's speed so far; absent when nothing is known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_s: Option<f64>,
    /// The engines it would use.
    pub engines: BTreeSet<EngineName>,
}

/// A batch that was queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Batch {
    /// Its id.
    pub batch: BatchId,
    /// The session it is in.
    pub session: SessionId,
    /// Its jobs' ids, in order.
    pub jobs: Vec<JobId>,
    /// The first of its jobs, as they are now.
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

/// What is rendered when nothing else is asked for: four seconds in HD.
pub(crate) fn default_spec(engine: &dyn Engine) -> RenderSpec {
    let can = engine.capabilities();
    let side = |wanted: u32, min: u32, max: u32| wanted.clamp(min, max);
    RenderSpec {
        size: Size::new(
            side(1280, can.size_min.width, can.size_max.width),
            side(720, can.size_min.height, can.size_max.height),
        ),
        frames: 96.clamp(can.frames.min, can.frames.max),
        fps: 24.clamp(can.fps.min, can.fps.max),
        steps: None,
        guidance: None,
        seed: 0,
    }
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
        self.engines()
            .iter()
            .map(|engine| {
                let default_spec = default_spec(&**engine);
                EngineView {
                    name: engine.name(),
                    capabilities: engine.capabilities(),
                    lanes: engine.lanes(),
                    price: engine.price(&default_spec),
                    default_spec,
                }
            })
            .collect()
    }

    /// What a batch would cost in time and money.
    ///
    /// # Errors
    ///
    /// As [`Studio::generate`], but for the price.
    pub async fn quote(&self, wanted: Generate) -> Result<Quote, ApiError> {
        let engines = self.chosen(&wanted.engines)?;
        let specs = specs(&wanted, &engines)?;
        Ok(Quote {
            jobs: u32::try_from(specs.len()).unwrap_or(u32::MAX),
            price: price(&specs, &engines),
            about_s: self.about_s(&specs, &engines).await?,
            engines: engines.iter().map(|engine| engine.name()).collect(),
        })
    }

    /// Queues a batch: all of it or nothing. When it returns, the jobs are on the disk.
    ///
    /// # Errors
    ///
    /// `bad_input` with the item and field, `engine_cannot` when none of the engines can
    /// do it, `price_not_agreed` when it would cost more than `max_micro_usd`,
    /// `not_found` for a session or revision that does not exist.
    pub async fn generate(&self, wanted: Generate) -> Result<Batch, ApiError> {
        let engines = self.chosen(&wanted.engines)?;
        let specs = specs(&wanted, &engines)?;
        agreed(price(&specs, &engines), wanted.max_micro_usd)?;
        let session = self.session_choice(&wanted).await?;
        let (revisions, ids) = self.revisions(&wanted.items, session.id()).await?;
        let jobs = specs
            .into_iter()
            .map(|(item, spec)| NewJob {
                id: JobId::from_uuid(Self::fresh_id()),
                revision: ids[item],
                label: wanted.items[item].label.clone(),
                spec,
            })
            .collect();
        let batch = BatchId::from_uuid(Self::fresh_id());
        let session_id = session.id();
        let rows = self
            .supervisor()
            .queue(NewBatch {
                id: batch,
                session,
                revisions,
                engines: engines.iter().map(|engine| engine.name()).collect(),
                jobs,
                now: Self::now(),
            })
            .await?;
        tracing::info!(batch.id = %batch, jobs = rows.len(), "queued batch {batch} of {} jobs", rows.len());
        Ok(Batch {
            batch,
            session: session_id,
            jobs: rows.iter().map(|row| row.id).collect(),
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

    fn chosen(&self, names: &BTreeSet<EngineName>) -> Result<Vec<Arc<dyn Engine>>, ApiError> {
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

    async fn session_choice(&self, wanted: &Generate) -> Result<SessionChoice, ApiError> {
        if let Some(session) = wanted.session {
            self.session_row(session).await?;
            return Ok(SessionChoice::Existing(session));
        }
        let first = wanted.items.iter().find_map(|item| item.prompt.as_ref());
        let title = match (&wanted.title, first) {
            (Some(title), _) if !title.trim().is_empty() => title.trim().to_owned(),
            (_, Some(prompt)) => title_of(prompt),
            (_, None) => "Untitled".into(),
        };
        Ok(SessionChoice::New {
            id: SessionId::from_uuid(Self::fresh_id()),
            title,
        })
    }

    /// The new revisions, and which revision each item renders. Items that say the same
    /// share one.
    async fn revisions(
        &self,
        items: &[NewTake],
        session: SessionId,
    ) -> Result<(Vec<Revision>, Vec<RevisionId>), ApiError> {
        let mut new = Vec::new();
        let mut known: std::collections::HashMap<(RevisionText, Origin), RevisionId> =
            std::collections::HashMap::new();
        let mut ids = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let id = match (item.revision, &item.prompt) {
                (Some(id), None) => {
                    if self.revision_row(id).await?.session != session {
                        let field = format!("items[{index}].revision");
                        return Err(ApiError::bad_input(
                            &field,
                            "the revision belongs to another session",
                        ));
                    }
                    id
                }
                (None, Some(prompt)) => {
                    let text = RevisionText {
                        prompt: prompt.clone(),
                        negative_prompt: item.negative_prompt.clone(),
                        scene: item.scene.clone(),
                    };
                    *known.entry((text.clone(), item.origin)).or_insert_with(|| {
                        let id = RevisionId::from_uuid(Self::fresh_id());
                        new.push(Revision {
                            id,
                            session,
                            parent: None,
                            origin: item.origin,
                            text,
                            created_at: Self::now(),
                        });
                        id
                    })
                }
                _ => {
                    let field = format!("items[{index}]");
                    return Err(ApiError::bad_input(
                        &field,
                        "say either a prompt or a revision",
                    ));
                }
            };
            ids.push(id);
        }
        Ok((new, ids))
    }

    /// Seconds until the last of these jobs would be done: the work that waits already
    /// and theirs, shared out over all lanes of these engines.
    async fn about_s(
        &self,
        specs: &[(usize, RenderSpec)],
        engines: &[Arc<dyn Engine>],
    ) -> Result<Option<f64>, ApiError> {
        let mut pixel_ns: Option<f64> = None;
        for engine in engines {
            let speed = self.store().pixel_ns(&engine.name()).await?;
            pixel_ns = match (pixel_ns, speed) {
                (Some(best), Some(speed)) => Some(best.min(speed)),
                (best, speed) => best.or(speed),
            };
        }
        let Some(pixel_ns) = pixel_ns else {
            return Ok(None);
        };
        let lanes: usize = engines.iter().map(|engine| engine.lanes().len()).sum();
        let ahead = self.store().live_pixels().await?;
        let own: f64 = specs.iter().map(|(_, spec)| pixels(spec)).sum();
        let lanes = u32::try_from(lanes.max(1)).map_or(1.0, f64::from);
        let shared = (ahead + own) / lanes;
        // One clip can't be shared out.
        let longest = specs
            .iter()
            .map(|(_, spec)| pixels(spec))
            .fold(0.0, f64::max);
        Ok(Some(shared.max(longest) * pixel_ns / 1e9))
    }
}

fn pixels(spec: &RenderSpec) -> f64 {
    f64::from(spec.size.width) * f64::from(spec.size.height) * f64::from(spec.frames)
}

/// The spec of every job, with the index of its item; each can be rendered by at least
/// one of the engines.
fn specs(
    wanted: &Generate,
    engines: &[Arc<dyn Engine>],
) -> Result<Vec<(usize, RenderSpec)>, ApiError> {
    if wanted.items.is_empty() {
        return Err(ApiError::bad_input("items", "there is nothing to render"));
    }
    let Some(first) = engines.first() else {
        return Err(
            ApiError::bad_input("engines", "no engine is set up that costs nothing")
                .hint("name the engines that may be used, and what the batch may cost"),
        );
    };
    let default = default_spec(&**first);
    let mut specs = Vec::with_capacity(wanted.items.len());
    let mut checked: BTreeMap<String, ()> = BTreeMap::new();
    for (index, item) in wanted.items.iter().enumerate() {
        if item.takes == 0 || item.takes > TAKES_MAX {
            let field = format!("items[{index}].takes");
            return Err(ApiError::bad_input(
                &field,
                format!(
                    "takes must be 1 to {TAKES_MAX} (you asked for {})",
                    item.takes
                ),
            ));
        }
        let wish = item.spec;
        let seed = wish.seed.unwrap_or_else(Studio::fresh_seed);
        let spec = |take: u32| RenderSpec {
            size: wish.size.unwrap_or(default.size),
            frames: wish.frames.unwrap_or(default.frames),
            fps: wish.fps.unwrap_or(default.fps),
            steps: wish.steps,
            guidance: wish.guidance,
            seed: seed.wrapping_add(take),
        };
        // Files repeat the same spec on thousands of lines.
        let shape = format!("{:?}", RenderSpec { seed: 0, ..spec(0) });
        if checked.insert(shape, ()).is_none() {
            can_render(index, &spec(0), engines)?;
        }
        specs.extend((0..item.takes).map(|take| (index, spec(take))));
        if specs.len() > JOBS_MAX {
            return Err(ApiError::bad_input(
                "items",
                format!("a batch has at most {JOBS_MAX} jobs"),
            )
            .hint("queue the rest as another batch"));
        }
    }
    Ok(specs)
}

fn can_render(
    index: usize,
    spec: &RenderSpec,
    engines: &[Arc<dyn Engine>],
) -> Result<(), ApiError> {
    let mut closest: Option<(EngineName, Vec<SpecProblem>)> = None;
    for engine in engines {
        let problems = engine.capabilities().problems(spec);
        if problems.is_empty() {
            return Ok(());
        }
        if closest
            .as_ref()
            .is_none_or(|(_, best)| problems.len() < best.len())
        {
            closest = Some((engine.name(), problems));
        }
    }
    let Some((engine, problems)) = closest else {
        return Ok(());
    };
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    let nearest: Vec<_> = problems
        .iter()
        .filter_map(|problem| Some(format!("{} {}", problem.field, problem.nearest.as_ref()?)))
        .collect();
    let error = ApiError {
        field: problems
            .first()
            .map(|problem| format!("items[{index}].spec.{}", problem.field)),
        ..ApiError::new(
            ErrorCode::EngineCannot,
            format!(
                "the engine \"{engine}\" can't render this: {}",
                told.join("; ")
            ),
        )
    };
    Err(if nearest.is_empty() {
        error
    } else {
        error.hint(format!("possible is: {}", nearest.join(", ")))
    })
}

/// What the jobs cost at most.
fn price(specs: &[(usize, RenderSpec)], engines: &[Arc<dyn Engine>]) -> Price {
    specs
        .iter()
        .map(|(_, spec)| {
            engines
                .iter()
                .filter(|engine| engine.capabilities().problems(spec).is_empty())
                .map(|engine| engine.price(spec))
                .fold(Price::Free, dearer)
        })
        .fold(Price::Free, Price::and)
}

fn dearer(a: Price, b: Price) -> Price {
    match (a, b) {
        (Price::Unknown, _) | (_, Price::Unknown) => Price::Unknown,
        (Price::Free, other) | (other, Price::Free) => other,
        (Price::About { micro_usd: a }, Price::About { micro_usd: b }) => Price::About {
            micro_usd: a.max(b),
        },
    }
}

fn agreed(price: Price, max_micro_usd: Option<i64>) -> Result<(), ApiError> {
    let usd = |micro: i64| {
        let cents = (micro + 5_000) / 10_000;
        format!("${}.{:02}", cents / 100, cents % 100)
    };
    let message = match (price, max_micro_usd) {
        (Price::Free, _) => return Ok(()),
        (Price::About { micro_usd }, Some(max)) if micro_usd <= max => return Ok(()),
        (Price::About { micro_usd }, Some(max)) => {
            format!(
                "this would cost about {}, more than the {} agreed to",
                usd(micro_usd),
                usd(max)
            )
        }
        (Price::About { micro_usd }, None) => {
            format!(
                "this would cost about {}, and nothing was agreed to",
                usd(micro_usd)
            )
        }
        (Price::Unknown, _) => "what this would cost is not known".into(),
    };
    Err(ApiError::new(ErrorCode::PriceNotAgreed, message)
        .hint("nothing was queued; agree to a price, queue fewer takes, or use a free engine"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_paid_is_queued_without_a_word() {
        let paid = Price::About {
            micro_usd: 1_920_000,
        };
        assert!(agreed(Price::Free, None).is_ok());
        assert!(agreed(paid, Some(2_000_000)).is_ok());
        let error = agreed(paid, None).unwrap_err();
        assert_eq!(error.code, ErrorCode::PriceNotAgreed);
        assert_eq!(
            error.message,
            "this would cost about $1.92, and nothing was agreed to"
        );
        assert!(agreed(paid, Some(1_000_000)).is_err());
        assert!(agreed(Price::Unknown, Some(i64::MAX)).is_err());
    }
}
