//! `worldreel render`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use worldreel_domain::id::{BatchId, SessionId};
use worldreel_domain::job::{JobState, JobStateName};
use worldreel_entry::Doorway;
use worldreel_studio::ApiError;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::{GenerateBatch, GetVideoFile};
use worldreel_studio::specs::SpecWish;
use worldreel_studio::videos::VideoRef;
use worldreel_studio::view::JobView;

use crate::args::{Money, Render, Spec, Terms};
use crate::context::Context;
use crate::money;
use crate::print::{self, INTERRUPTED, PARTLY};
use crate::wait::{self, Waited};

/// What became of a batch, for programs.
#[derive(Debug, Serialize)]
pub(crate) struct Rendered {
    pub(crate) batch: BatchId,
    pub(crate) session: SessionId,
    pub(crate) jobs: Vec<JobView>,
    pub(crate) saved: Vec<PathBuf>,
}

impl From<Spec> for SpecWish {
    fn from(spec: Spec) -> Self {
        Self {
            size: spec.size,
            frames: spec.frames,
            fps: spec.fps,
            steps: spec.steps,
            guidance: spec.guidance,
            seed: spec.seed,
        }
    }
}

pub(crate) async fn run(context: &Context, wanted: Render) -> Result<ExitCode, ApiError> {
    let negative_prompt = wanted.negative.as_deref().map(str::parse).transpose()?;
    let mut batch = Generate {
        session: wanted.session,
        items: vec![NewTake {
            negative_prompt,
            spec: wanted.spec.into(),
            takes: wanted.takes,
            ..NewTake::of(wanted.prompt.parse()?)
        }],
        ..Generate::default()
    };
    let mut doorway = context.open().await?;
    let done = render(
        context,
        &mut doorway,
        &mut batch,
        (&wanted.money, &wanted.terms),
        wanted.output.as_deref(),
    )
    .await;
    doorway.close().await;
    done
}

async fn render(
    context: &Context,
    doorway: &mut Doorway,
    batch: &mut Generate,
    (money, terms): (&Money, &Terms),
    output: Option<&Path>,
) -> Result<ExitCode, ApiError> {
    let quote = money::agree(doorway.door(), batch, money, terms).await?;
    let about = quote
        .about_s
        .map_or_else(String::new, |s| format!(", ~{}", print::duration(s)));
    context.output.note(&format!(
        "{}, {}{about}",
        print::count(quote.jobs, "take"),
        print::price(quote.price)
    ));
    let queued = doorway.door().call::<GenerateBatch>(batch.clone()).await?;
    let jobs = match wait::for_batch(context, doorway, queued.batch).await? {
        Waited::Ended(jobs) => jobs,
        Waited::Interrupted => return Ok(interrupted(context)),
    };
    let saved = save(doorway, &jobs, output).await?;
    let code = exit_code(&jobs);
    let rendered = Rendered {
        batch: queued.batch,
        session: queued.session,
        jobs,
        saved,
    };
    context
        .output
        .result(&rendered, || lines(context, &rendered));
    Ok(code)
}

/// Stopped by the user: what is queued stays queued.
pub(crate) fn interrupted(context: &Context) -> ExitCode {
    context
        .output
        .note("stopped; what is not done stays queued: `worldreel queue run` goes on with it");
    ExitCode::from(INTERRUPTED)
}

/// Well only if every job is done.
pub(crate) fn exit_code(jobs: &[JobView]) -> ExitCode {
    if jobs
        .iter()
        .all(|job| job.state.name() == JobStateName::Done)
    {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(PARTLY)
    }
}

async fn save(
    doorway: &Doorway,
    jobs: &[JobView],
    output: Option<&Path>,
) -> Result<Vec<PathBuf>, ApiError> {
    let Some(output) = output else {
        return Ok(Vec::new());
    };
    let mut saved = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        let JobState::Done { video } = job.state else {
            continue;
        };
        let path = if jobs.len() == 1 {
            output.to_owned()
        } else {
            numbered(output, index + 1)
        };
        doorway
            .door()
            .save::<GetVideoFile>(VideoRef { video }, &path)
            .await?;
        saved.push(path);
    }
    Ok(saved)
}

fn numbered(output: &Path, number: usize) -> PathBuf {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let ending = output
        .extension()
        .map_or_else(|| "mp4".into(), |ending| ending.to_string_lossy());
    output.with_file_name(format!("{stem}-{number}.{ending}"))
}

fn lines(context: &Context, rendered: &Rendered) -> Vec<String> {
    let library = &context.config.library;
    let mut lines: Vec<String> = rendered
        .jobs
        .iter()
        .map(|job| match &job.video {
            Some(video) => format!(
                "take {}  seed {}  {}",
                job.take,
                job.spec.seed,
                library.join(&video.file).display()
            ),
            None => format!(
                "take {}  seed {}  {}",
                job.take,
                job.spec.seed,
                print::state(job)
            ),
        })
        .collect();
    lines.extend(
        rendered
            .saved
            .iter()
            .map(|path| format!("saved as {}", path.display())),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_takes_get_a_number_each() {
        assert_eq!(
            numbered(Path::new("out/fox.mp4"), 2),
            Path::new("out/fox-2.mp4")
        );
        assert_eq!(numbered(Path::new("fox"), 1), Path::new("fox-1.mp4"));
    }
}
