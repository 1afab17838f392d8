//! `worldreel export`

use std::path::Path;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::call::{CancelExport, CreateExport, GetExport, GetExportFile};
use worldreel_studio::exports::{ExportRef, ExportState, ExportView, StartExport};
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::Export;
use crate::context::Context;
use crate::print::{self, PARTLY};
use crate::verb::render;
use crate::wait;

/// How long one question waits for the export to end, in milliseconds: as often as the
/// bar is worth moving.
const ASK_MS: u32 = 500;

pub(crate) async fn run(context: &Context, wanted: Export) -> Result<ExitCode, ApiError> {
    let selection = match (wanted.session, wanted.batch) {
        (Some(session), _) => StartExport::Session { session },
        (None, Some(batch)) => StartExport::Batch { batch },
        (None, None) if wanted.all => StartExport::All,
        (None, None) => StartExport::Videos {
            videos: wanted.videos,
        },
    };
    let doorway = context.look().await?;
    let done = export(context, doorway.door(), selection, &wanted.output).await;
    doorway.close().await;
    done
}

async fn export(
    context: &Context,
    door: &Door,
    selection: StartExport,
    to: &Path,
) -> Result<ExitCode, ApiError> {
    let started = door.call::<CreateExport>(selection).await?;
    let export = ExportRef {
        export: started.export,
        wait_ms: None,
    };
    let done = tokio::select! {
        ended = ended(context, door, started) => match ended {
            Ok(view) => saved(context, door, view, to).await,
            Err(error) => Err(error),
        },
        _ = tokio::signal::ctrl_c() => Ok(render::interrupted(context)),
    };
    // Its file has served; that it can't be removed is no reason to fail.
    let _ = door.call::<CancelExport>(export).await;
    done
}

async fn ended(
    context: &Context,
    door: &Door,
    mut view: ExportView,
) -> Result<ExportView, ApiError> {
    let bar = wait::bar(context.output.json);
    while view.state == ExportState::Running {
        bar.set_length(u64::try_from(view.total_bytes).unwrap_or(0));
        bar.set_position(u64::try_from(view.done_bytes).unwrap_or(0));
        let asked = ExportRef {
            export: view.export,
            wait_ms: Some(ASK_MS),
        };
        view = door.call::<GetExport>(asked).await?;
    }
    bar.finish_and_clear();
    Ok(view)
}

async fn saved(
    context: &Context,
    door: &Door,
    view: ExportView,
    to: &Path,
) -> Result<ExitCode, ApiError> {
    match view.state {
        ExportState::Done => {}
        ExportState::Failed => {
            let unknown = || ApiError::new(ErrorCode::Internal, "the export failed");
            return Err(view.error.unwrap_or_else(unknown));
        }
        ExportState::Running | ExportState::Cancelled => {
            return Err(ApiError::new(ErrorCode::NotNow, "the export was cancelled"));
        }
    }
    let file = ExportRef {
        export: view.export,
        wait_ms: None,
    };
    door.save::<GetExportFile>(file, to).await?;
    context.output.result(&view, || {
        let mut lines = vec![format!(
            "{} saved as {}",
            print::count(view.videos, "video"),
            to.display()
        )];
        lines.extend(view.problems.iter().cloned());
        lines
    });
    Ok(if view.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(PARTLY)
    })
}
