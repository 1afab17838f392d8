//! Renders, their status and their files.

use axum::Json;
use axum::extract::{Path, Request, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};
use worldreel_studio::id::BatchId;
use worldreel_studio::prompt::Prompt;
use worldreel_studio::tuner::{PROMPTS_MAX, TunerError};
use worldreel_studio::view::JobView;

use super::fields::Fields;
use super::{Refused, words};
use crate::State;
use crate::files;

/// How long a job may wait when nobody says, in seconds.
const MAX_AGE_S: i64 = 300;

type Told = Result<Json<Value>, Refused>;

pub(crate) async fn single(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let prompt = fields.text("prompt");
    if fields.has("video_key") {
        let key = fields.text("video_key");
        let why = state.studio.tuner().upload_refusal(&key);
        fields.wrong("video_key", &why);
    }
    fields.done()?;
    let prompt: Prompt = prompt.parse().map_err(TunerError::from)?;
    let batch = state.studio.tuner().render(vec![prompt]).await?;
    Ok(Json(json!({
        "job_id": batch.first.map(|job| job.id),
        "message": "Video generation started. Check status endpoint for updates.",
    })))
}

pub(crate) async fn status(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Told {
    let job = state.studio.tuner().job(&id).await?;
    let status = words::status(&job);
    Ok(Json(json!({
        "job_id": job.id,
        "status": status.status,
        "message": status.message,
        "progress": status.progress,
        "video_url": video_url(&state, &job, &headers),
    })))
}

pub(crate) async fn batch(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let texts = fields.texts("prompts");
    if fields.is_fine("prompts") && !(1..=PROMPTS_MAX).contains(&texts.len()) {
        fields.wrong(
            "prompts",
            &format!("a batch has 1 to {PROMPTS_MAX} prompts"),
        );
    }
    let mut prompts: Vec<Prompt> = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        match text.parse() {
            Ok(prompt) => prompts.push(prompt),
            Err(error) => fields.wrong("prompts", &format!("prompt {at}: {error}")),
        }
    }
    fields.done()?;
    let count = prompts.len();
    let batch = state.studio.tuner().render(prompts).await?;
    Ok(Json(json!({
        "batch_id": batch.batch,
        "message": format!(
            "Batch of {count} videos started. Check batch status endpoint for updates."
        ),
    })))
}

pub(crate) async fn batch_status(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Told {
    let jobs = match id.parse::<BatchId>() {
        Ok(batch) => state.studio.tuner().batch(batch).await?,
        Err(_) => Vec::new(),
    };
    let status = words::batch_status(&jobs);
    let of = |wanted: &[&str]| {
        jobs.iter()
            .filter(|job| wanted.contains(&words::status(job).status))
            .count()
    };
    let (completed, failed) = (of(&["complete"]), of(&["failed", "expired"]));
    let message = if jobs.is_empty() {
        "There is no batch of this id.".to_owned()
    } else {
        format!("{completed} of {} videos complete.", jobs.len())
    };
    let lanes = state.studio.queue_lanes().await.map_err(Refused::from)?;
    let lane = |job: &JobView| lanes.iter().position(|lane| lane.jobs.contains(&job.id));
    let told: Vec<Value> = jobs
        .iter()
        .map(|job| words::in_batch(job, &video_url(&state, job, &headers), lane(job)))
        .collect();
    Ok(Json(json!({
        "batch_id": id,
        "status": status,
        "total": jobs.len(),
        "completed": completed,
        "failed": failed,
        "message": message,
        "jobs": told,
    })))
}

pub(crate) async fn batch_download(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let tuner = state.studio.tuner();
    let (export, file) = tuner.pack(&id).await?;
    let given = files::give(file, &headers).await;
    // It is open now: what has no name any more is still read to its end.
    tuner.packed(export).await;
    Ok(given?)
}

pub(crate) async fn clean_expired(Shared(state): Shared<State>, request: Request) -> Told {
    let mut fields = Fields::of_query(&request.into_parts().0);
    let max_age = fields.number_or("max_age", MAX_AGE_S);
    let checked = u64::try_from(max_age);
    if checked.is_err() {
        fields.wrong("max_age", "max_age is a number of seconds, not below zero");
    }
    fields.done()?;
    let cleaned = state
        .studio
        .tuner()
        .clean(checked.unwrap_or_default())
        .await?;
    Ok(Json(json!({
        "queue_size_before": cleaned.before,
        "queue_size_after": cleaned.after,
        "expired_jobs_removed": cleaned.removed,
    })))
}

pub(crate) async fn file(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let id = id.strip_suffix(".mp4").unwrap_or(&id);
    let file = state.studio.tuner().video(id).await?;
    Ok(files::give(file, &headers).await?)
}

/// The whole address of a job's video; null before there is one.
fn video_url(state: &State, job: &JobView, headers: &HeaderMap) -> Value {
    if job.video.is_none() {
        return Value::Null;
    }
    let token = match &state.media_token {
        Some(token) => format!("?token={token}"),
        None => String::new(),
    };
    let path = format!("/api/videos/{}{token}", job.id);
    Value::String(super::address(headers, &path))
}
