//! How the states of a job are told in the Tuner API.

use serde_json::{Value, json};
use worldreel_studio::job::{JobState, JobStateName};
use worldreel_studio::view::JobView;

/// A job's status there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    /// The contract's word.
    pub(crate) status: &'static str,
    /// What a person reads.
    pub(crate) message: String,
    /// 0 to 100.
    pub(crate) progress: u32,
}

/// What a job's state is called there.
pub(crate) fn status(job: &JobView) -> Status {
    let of = |status, progress, message: &str| Status {
        status,
        message: message.into(),
        progress,
    };
    match &job.state {
        JobState::Queued { .. } => of("pending", 0, "Job is queued and will start soon."),
        JobState::Held => of("pending", 0, "Job is held back in the studio."),
        JobState::Preparing { .. } | JobState::Submitting { .. } | JobState::Running { .. } => of(
            "generating",
            percent(job),
            "Video generation in progress...",
        ),
        JobState::Fetching { .. } => of("processing", 99, "The video is being saved."),
        JobState::InDoubt { .. } => of(
            "processing",
            percent(job),
            "The engine is being asked what became of the render.",
        ),
        JobState::Undecided { failure, .. } => Status {
            status: "processing",
            message: format!(
                "Someone has to decide in the studio whether it is sent again: {}",
                failure.message
            ),
            progress: percent(job),
        },
        JobState::Cancelling { .. } => of("processing", percent(job), "Job is being cancelled."),
        JobState::Done { .. } => of("complete", 100, "Video generation complete."),
        JobState::Failed { failure } => Status {
            status: "failed",
            message: format!("Video generation failed: {}", failure.message),
            progress: 0,
        },
        JobState::Cancelled { .. } => of("failed", 0, "Video generation failed: it was cancelled"),
        JobState::Expired => of("expired", 0, "Job waited too long and was removed."),
    }
}

/// The status of a whole batch.
pub(crate) fn batch_status(jobs: &[JobView]) -> &'static str {
    let count = |name: JobStateName| jobs.iter().filter(|job| job.state.name() == name).count();
    let live = jobs.iter().any(|job| job.state.name().is_live());
    match (live, count(JobStateName::Done)) {
        _ if jobs.is_empty() => "not_found",
        (true, _) => "processing",
        (false, done) if done == jobs.len() => "complete",
        (false, 0) => "failed",
        (false, _) => "partial",
    }
}

/// A job as it is listed in its batch.
pub(crate) fn in_batch(job: &JobView, video_url: &Value, lane: Option<usize>) -> Value {
    let status = status(job);
    json!({
        "job_id": job.id,
        "status": status.status,
        "message": status.message,
        "progress": status.progress,
        "video_url": video_url,
        "gpu_id": lane,
        "prompt": job.prompt,
    })
}

/// How much of a render is done; 99 at most, since then the video is still to be saved.
fn percent(job: &JobView) -> u32 {
    let Some(progress) = &job.progress else {
        return 0;
    };
    match progress.total {
        Some(total) if total > 0 => {
            let percent = u64::from(progress.done) * 100 / u64::from(total);
            u32::try_from(percent).unwrap_or(u32::MAX).min(99)
        }
        _ => 0,
    }
}
