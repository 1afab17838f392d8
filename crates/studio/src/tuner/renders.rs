//! Renders through the Tuner API.

use uuid::Uuid;
use worldreel_domain::id::{BatchId, JobId, VideoId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::time::Timestamp;
use worldreel_store::{JobFilter, Waiting};

use super::{Tuner, TunerError};
use crate::call::FileAnswer;
use crate::error::ErrorCode;
use crate::exports::{ExportRef, ExportState, ExportView, StartExport};
use crate::studio::Studio;
use crate::use_case::batches::{Batch, Generate, NewTake};
use crate::use_case::jobs::JobRef;
use crate::use_case::videos::VideoRef;
use crate::view::JobView;

/// Prompts that one batch has at most.
pub const PROMPTS_MAX: usize = 8;
/// The title of the session that the renders go into.
const TITLE: &str = "From the Tuner API";
/// Milliseconds between two looks at a ZIP that takes longer.
const PACK_WAIT_MS: u32 = 30_000;

/// What cleaning up did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleaned {
    /// Jobs of the Tuner API that waited before.
    pub before: usize,
    /// Those that wait now.
    pub after: usize,
    /// Those that had waited for too long.
    pub removed: usize,
}

impl Tuner<'_> {
    /// Queues prompts, one take each, on the engines that cost nothing.
    ///
    /// # Errors
    ///
    /// As [`Studio::generate`].
    pub async fn render(self, prompts: Vec<Prompt>) -> Result<Batch, TunerError> {
        let session = self.studio.store().tuner_render_session().await?;
        let wanted = Generate {
            session,
            title: Some(TITLE.into()),
            items: prompts.into_iter().map(NewTake::of).collect(),
            ..Generate::default()
        };
        let batch = self.studio.generate(wanted).await?;
        self.studio.store().note_tuner_batch(batch.batch).await?;
        Ok(batch)
    }

    /// A job.
    ///
    /// # Errors
    ///
    /// [`TunerError::UnknownJob`]; else as the library fails.
    pub async fn job(self, id: &str) -> Result<JobView, TunerError> {
        let unknown = || TunerError::UnknownJob { id: id.into() };
        let job: JobId = id.parse().map_err(|_| unknown())?;
        match self.studio.job(JobRef { job }).await {
            Ok(told) => Ok(told.into_detail().job),
            Err(error) if error.code == ErrorCode::NotFound => Err(unknown()),
            Err(error) => Err(error.into()),
        }
    }

    /// A batch's jobs in the order of their prompts; none for one that does not exist.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn batch(self, batch: BatchId) -> Result<Vec<JobView>, TunerError> {
        let of_batch = JobFilter {
            batch: Some(batch),
            ..JobFilter::default()
        };
        let rows = self.studio.store().jobs(of_batch).await?;
        Ok(self.studio.job_views(rows).await?)
    }

    /// A video's file, by its own id or its job's.
    ///
    /// # Errors
    ///
    /// [`TunerError::UnknownVideo`]; else as the library fails.
    pub async fn video(self, id: &str) -> Result<FileAnswer, TunerError> {
        let unknown = || TunerError::UnknownVideo { id: id.into() };
        let uuid: Uuid = id.parse().map_err(|_| unknown())?;
        let job = JobId::from_uuid(uuid);
        let store = self.studio.store();
        let of_job = store.videos_of(&[job]).await?.remove(&job);
        let video = match of_job {
            Some(video) => video.id,
            None => VideoId::from_uuid(uuid),
        };
        if store.video(video).await?.is_none() {
            return Err(unknown());
        }
        Ok(self.studio.video_file(VideoRef { video }).await?)
    }

    /// A batch's finished videos as a ZIP. Once it is open, [`Tuner::packed`] removes it.
    ///
    /// # Errors
    ///
    /// [`TunerError::UnknownBatch`], [`TunerError::NothingDone`]; else as
    /// [`Studio::export_file`].
    pub async fn pack(self, id: &str) -> Result<(ExportRef, FileAnswer), TunerError> {
        let unknown = || TunerError::UnknownBatch { id: id.into() };
        let batch: BatchId = id.parse().map_err(|_| unknown())?;
        let jobs = self.batch(batch).await?;
        if jobs.is_empty() {
            return Err(unknown());
        }
        if jobs.iter().all(|job| job.video.is_none()) {
            return Err(TunerError::NothingDone);
        }
        let started = self
            .studio
            .start_export(StartExport::Batch { batch })
            .await?;
        let export = ExportRef {
            export: started.export,
            wait_ms: Some(PACK_WAIT_MS),
        };
        loop {
            let ExportView { state, error, .. } = self.studio.export(export).await?;
            match (state, error) {
                (ExportState::Running, _) => {}
                (ExportState::Failed, Some(error)) => return Err(error.into()),
                _ => break,
            }
        }
        Ok((export, self.studio.export_file(export).await?))
    }

    /// Removes a ZIP that was made by [`Tuner::pack`].
    pub async fn packed(self, export: ExportRef) {
        // What can't be removed now is swept at the next start.
        let _ = self.studio.cancel_export(export).await;
    }

    /// Lets those jobs of the Tuner API go by that have waited for `max_age_s` seconds
    /// or longer.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn clean(self, max_age_s: u64) -> Result<Cleaned, TunerError> {
        let store = self.studio.store();
        let waiting = store.jobs_waiting(Waiting::OfTuner).await?;
        let max_age_ms = i64::try_from(max_age_s.saturating_mul(1_000)).unwrap_or(i64::MAX);
        let waits_since = Studio::now().ms().saturating_sub(max_age_ms);
        let waits_since = Timestamp::from_ms(waits_since);
        let removed = self.studio.let_expire(&waiting, waits_since).await?.len();
        Ok(Cleaned {
            before: waiting.len(),
            after: store.jobs_waiting(Waiting::OfTuner).await?.len(),
            removed,
        })
    }
}
