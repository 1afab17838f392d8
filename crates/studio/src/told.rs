//! What was told of jobs, kept for as long as it would be told again: whoever looks at a job
//! again and again costs the database nothing.
//!
//! What a job is depends on commits that touch it and on how engines are set up. Why it waits
//! is of [`Whys`](crate::whys::Whys), and how far its render is comes new with each look; when
//! both are as they were at the look before, that is told once more, down to its text.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use quick_cache::sync::Cache;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use serde_json::value::{RawValue, to_raw_value};
use worldreel_domain::id::JobId;
use worldreel_store::JobStamp;
use worldreel_supervisor::Explanation;

use crate::view::{JobDetail, ProgressView};

/// Jobs that are kept: a few kilobytes each.
const KEPT_MAX: usize = 4_096;

/// Jobs as they were told.
#[derive(Debug)]
pub(crate) struct Told {
    jobs: Cache<JobId, Arc<Kept>>,
}

/// A job as it was told.
#[derive(Debug)]
pub(crate) struct Kept {
    of: Moment,
    /// It, but for what comes new with each look.
    detail: JobDetail,
    last: Mutex<Option<(Look, ToldJob)>>,
}

/// Of when a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) commits: JobStamp,
    pub(crate) set_up: u64,
}

/// What comes new with each look.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Look {
    /// Why it waits; `None` when it is over.
    pub(crate) why: Option<Explanation>,
    pub(crate) progress: Option<ProgressView>,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            jobs: Cache::new(KEPT_MAX),
        }
    }
}

impl Told {
    /// A job as it was told, where it is of this moment still.
    pub(crate) fn get(&self, job: JobId, moment: Moment) -> Option<Arc<Kept>> {
        self.jobs.get(&job).filter(|kept| kept.of == moment)
    }

    /// Keeps a job of this moment.
    pub(crate) fn keep(&self, detail: JobDetail, of: Moment) -> Arc<Kept> {
        let job = detail.job.id;
        let last = Mutex::default();
        let kept = Arc::new(Kept { of, detail, last });
        self.jobs.insert(job, Arc::clone(&kept));
        kept
    }
}

impl Kept {
    /// Whether the queue still has something to do for it.
    pub(crate) fn is_live(&self) -> bool {
        self.detail.job.state.name().is_live()
    }

    /// It, with what is new.
    pub(crate) fn at(&self, look: Look) -> ToldJob {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, told)) = &*last
            && *before == look
        {
            return told.clone();
        }
        let mut detail = self.detail.clone();
        if let Some(why) = look.why.clone() {
            detail.job.because(why);
        }
        detail.job.progress.clone_from(&look.progress);
        let told = ToldJob::from(detail);
        *last = Some((look, told.clone()));
        told
    }
}

/// A job as it is told. Clones share it, and its JSON once that was written.
#[derive(Debug, Clone)]
pub struct ToldJob {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    detail: JobDetail,
    json: OnceLock<Box<RawValue>>,
}

impl ToldJob {
    /// The job itself.
    #[must_use]
    pub fn into_detail(self) -> JobDetail {
        Arc::try_unwrap(self.inner).map_or_else(|shared| shared.detail.clone(), |own| own.detail)
    }
}

impl From<JobDetail> for ToldJob {
    fn from(detail: JobDetail) -> Self {
        let json = OnceLock::new();
        let inner = Arc::new(Inner { detail, json });
        Self { inner }
    }
}

impl Deref for ToldJob {
    type Target = JobDetail;

    fn deref(&self) -> &JobDetail {
        &self.inner.detail
    }
}

impl Serialize for ToldJob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Inner { detail, json } = &*self.inner;
        let json = match json.get() {
            Some(json) => json,
            None => {
                let written = to_raw_value(detail).map_err(ser::Error::custom)?;
                json.get_or_init(|| written)
            }
        };
        json.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ToldJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        JobDetail::deserialize(deserializer).map(Self::from)
    }
}

/// It reads as the job does.
impl JsonSchema for ToldJob {
    fn inline_schema() -> bool {
        JobDetail::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        JobDetail::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        JobDetail::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        JobDetail::json_schema(generator)
    }
}
