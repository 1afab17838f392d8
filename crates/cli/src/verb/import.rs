//! `worldreel import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use worldreel_client::Door;
use worldreel_entry::Doorway;
use worldreel_studio::ApiError;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::{GenerateBatch, ReadPromptFile, Upload};
use worldreel_studio::files::{PromptFileView, PromptRowView};

use crate::args::Import;
use crate::context::Context;
use crate::money;
use crate::print::{self, PARTLY};
use crate::verb::render::{self, Rendered};
use crate::wait::{self, Waited};

/// What one line would become, for programs.
#[derive(Debug, Serialize)]
struct Line {
    file: PathBuf,
    line: u32,
    prompt: Option<String>,
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<u32>,
}

pub(crate) async fn run(context: &Context, wanted: Import) -> Result<ExitCode, ApiError> {
    let mut doorway = match wanted.wait {
        true => context.open().await?,
        false => context.look().await?,
    };
    let done = import(context, &mut doorway, &wanted).await;
    doorway.close().await;
    done
}

async fn import(
    context: &Context,
    doorway: &mut Doorway,
    wanted: &Import,
) -> Result<ExitCode, ApiError> {
    let mut lines = Vec::new();
    let mut takes = Vec::new();
    for path in &wanted.files {
        let file = read(doorway.door(), path).await?;
        for column in &file.ignored_columns {
            context.output.note(&format!(
                "{}: the column \"{column}\" means nothing here and is ignored",
                path.display()
            ));
        }
        for row in file.rows {
            takes.extend(row.take.clone());
            lines.push(line(path, row));
        }
    }
    let bad = lines.iter().filter(|line| line.error.is_some()).count();
    if !wanted.queue {
        context
            .output
            .result(&lines, || lines.iter().map(told).collect());
        context.output.note(&format!(
            "{} of {} lines can be queued: add --queue to do it",
            takes.len(),
            lines.len()
        ));
        return Ok(if bad == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(PARTLY)
        });
    }
    for line in lines.iter().filter(|line| line.error.is_some()) {
        context.output.note(&told(line));
    }
    let all_good = queue(context, doorway, wanted, takes).await?;
    Ok(if bad == 0 {
        all_good
    } else {
        ExitCode::from(PARTLY)
    })
}

async fn read(door: &Door, path: &Path) -> Result<PromptFileView, ApiError> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bytes = std::fs::read(path).map_err(|error| ApiError {
        causes: vec![error.to_string()],
        ..ApiError::bad_input("file", format!("could not read {}", path.display()))
    })?;
    door.upload::<ReadPromptFile>(Upload { name, bytes }).await
}

async fn queue(
    context: &Context,
    doorway: &mut Doorway,
    wanted: &Import,
    items: Vec<NewTake>,
) -> Result<ExitCode, ApiError> {
    let title = wanted.files.first().and_then(|file| file.file_stem());
    let mut batch = Generate {
        session: wanted.session,
        title: title.map(|title| title.to_string_lossy().into_owned()),
        items,
        ..Generate::default()
    };
    let quote = money::agree(doorway.door(), &mut batch, &wanted.money, &wanted.terms).await?;
    let about = quote
        .about_s
        .map_or_else(String::new, |s| format!(", ~{}", print::duration(s)));
    let queued = doorway.door().call::<GenerateBatch>(batch).await?;
    context.output.note(&format!(
        "{} queued, {}{about}",
        print::count(quote.jobs, "take"),
        print::price(quote.price)
    ));
    if !wanted.wait {
        context.output.result(&queued, || {
            vec![format!(
                "batch {} in session {}: `worldreel queue run` renders it",
                queued.batch, queued.session
            )]
        });
        return Ok(ExitCode::SUCCESS);
    }
    let jobs = match wait::for_batch(context, doorway, queued.batch).await? {
        Waited::Ended(jobs) => jobs,
        Waited::Interrupted => return Ok(render::interrupted(context)),
    };
    let code = render::exit_code(&jobs);
    let rendered = Rendered {
        batch: queued.batch,
        session: queued.session,
        jobs,
        saved: Vec::new(),
    };
    context.output.result(&rendered, || {
        rendered
            .jobs
            .iter()
            .map(|job| {
                format!(
                    "take {}  seed {}  {}",
                    job.take,
                    job.spec.seed,
                    print::state(job)
                )
            })
            .collect()
    });
    Ok(code)
}

fn line(path: &Path, row: PromptRowView) -> Line {
    let (error, field) = match row.problem {
        Some(problem) => (Some(problem.reason), problem.field),
        None => (None, None),
    };
    Line {
        file: path.to_owned(),
        line: row.line,
        prompt: row.take.and_then(|take| take.prompt).map(String::from),
        error,
        field,
        duplicate_of: row.duplicate_of,
    }
}

fn told(line: &Line) -> String {
    let place = format!("{}:{}", line.file.display(), line.line);
    match (&line.error, &line.prompt) {
        (Some(error), _) => match &line.field {
            Some(field) => format!("{place}: {field}: {error}"),
            None => format!("{place}: {error}"),
        },
        (None, Some(prompt)) => match line.duplicate_of {
            Some(first) => format!("{place}: {prompt}  (the same as line {first})"),
            None => format!("{place}: {prompt}"),
        },
        (None, None) => place,
    }
}
