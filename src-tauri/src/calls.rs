//! What the page may call.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use worldreel_studio::call::{GetExportFile, GetHealth, GetVideo, Nothing, ReadPromptFile, Upload};
use worldreel_studio::exports::ExportRef;
use worldreel_studio::files::PromptFileView;
use worldreel_studio::refining::calls::WritingView;
use worldreel_studio::videos::VideoRef;
use worldreel_studio::view::{ChangeEvent, ProgressView};
use worldreel_studio::{ApiError, ErrorCode, StudioEvent};

use crate::startup::Shell;

/// Any command of the table, by its name.
#[tauri::command]
pub(crate) async fn call(
    shell: State<'_, Shell>,
    name: String,
    input: Value,
) -> Result<Box<RawValue>, ApiError> {
    shell.door().call_named(&name, input).await
}

/// The page's first screen is painted and can be used. How long a start takes is read
/// from the log.
#[tauri::command]
pub(crate) fn painted() {
    tracing::info!("the first screen is painted");
}

/// A file that the page has read itself.
#[tauri::command]
pub(crate) async fn upload(
    shell: State<'_, Shell>,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<PromptFileView, ApiError> {
    let upload = Upload {
        name: file_name,
        bytes,
    };
    shell.door().upload::<ReadPromptFile>(upload).await
}

/// A file that was dropped on the window, of which the page only knows the path.
#[tauri::command]
pub(crate) async fn read_prompt_path(
    shell: State<'_, Shell>,
    path: PathBuf,
) -> Result<PromptFileView, ApiError> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let read = tokio::fs::read(&path).await;
    let bytes = read.map_err(|error| ApiError {
        causes: vec![error.to_string()],
        ..ApiError::bad_input("path", format!("could not read {}", path.display()))
    })?;
    shell
        .door()
        .upload::<ReadPromptFile>(Upload { name, bytes })
        .await
}

/// Asks where to save a finished export and saves it there. Gives back the path, or
/// nothing when the user changed their mind.
#[tauri::command]
pub(crate) async fn save_export(
    app: AppHandle,
    shell: State<'_, Shell>,
    export: ExportRef,
    file_name: String,
) -> Result<Option<String>, ApiError> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_title("Save the ZIP")
        .set_file_name(file_name)
        .add_filter("ZIP", &["zip"])
        .save_file(move |chosen| {
            let _ = answer.send(chosen);
        });
    let Ok(Some(chosen)) = answered.await else {
        return Ok(None);
    };
    let path = chosen
        .into_path()
        .map_err(|error| ApiError::from_error(ErrorCode::Unsuitable, &error))?;
    shell.door().save::<GetExportFile>(export, &path).await?;
    Ok(Some(path.display().to_string()))
}

/// Opens a video in the system's player, or shows its folder.
#[tauri::command]
pub(crate) async fn open_video(
    app: AppHandle,
    shell: State<'_, Shell>,
    video: VideoRef,
    folder: bool,
) -> Result<(), ApiError> {
    let found = shell.door().call::<GetVideo>(video).await?;
    let library = shell.door().call::<GetHealth>(Nothing {}).await?.library;
    let file = PathBuf::from(library).join(found.file);
    let opened = if folder {
        app.opener().reveal_item_in_dir(&file)
    } else {
        app.opener()
            .open_path(file.display().to_string(), None::<&str>)
    };
    opened.map_err(|error| {
        ApiError::from_error(ErrorCode::Unsuitable, &error)
            .hint("no program for videos is set up, or the file is gone")
    })
}

/// Where the page finds files to play and to show.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DoorwayView {
    address: String,
    media_token: Option<String>,
    runs_studio: bool,
}

/// Where the page finds files to play and to show.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands its state over by value"
)]
pub(crate) fn doorway(shell: State<'_, Shell>) -> DoorwayView {
    DoorwayView {
        address: shell.address().to_owned(),
        media_token: shell.media_token().map(str::to_owned),
        runs_studio: shell.door().is_local(),
    }
}

/// What the page hears.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Heard {
    /// Something was committed.
    Change { event: ChangeEvent },
    /// Events are missing: look at everything anew.
    SnapshotRequired { seq: i64 },
    /// Renders have come further.
    Progress { progress: Vec<ProgressView> },
    /// Chat models have written more.
    Writing { writing: Vec<WritingView> },
    /// Engines, lanes, keys or chat models are other than before.
    SetUp,
    /// Nothing more will come: ask again.
    Ended,
}

/// Tells the page what changes, until it goes away.
#[tauri::command]
pub(crate) async fn listen(
    app: AppHandle,
    after: Option<i64>,
    channel: Channel<Heard>,
) -> Result<(), ApiError> {
    let mut heard = app.state::<Shell>().door().listen(after).await?;
    app.state::<Shell>().runtime().spawn(async move {
        while let Some(event) = heard.recv().await {
            let told = match event {
                StudioEvent::Change(event) => Heard::Change { event },
                StudioEvent::SnapshotRequired(from) => Heard::SnapshotRequired { seq: from.seq },
                StudioEvent::Progress(progress) => Heard::Progress { progress },
                StudioEvent::Writing(writing) => Heard::Writing { writing },
                StudioEvent::SetUp => Heard::SetUp,
            };
            // A page that was closed or loaded anew has let go of its channel.
            if channel.send(told).is_err() {
                return;
            }
        }
        let _ = channel.send(Heard::Ended);
    });
    Ok(())
}
