//! ZIP files under way.
//!
//! An export runs beside everything else and can be asked for, waited for and stopped.
//! Its file lies in the library's folder `outgoing` until it is fetched and removed, or
//! until the next studio opens the library: nothing in that folder is promised.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use uuid::Uuid;
use worldreel_domain::id::{BatchId, SessionId, VideoId};
use worldreel_domain::provenance::Provenance;
use worldreel_library::archive::{self, ArchiveError, ExportItem, Exported};
use worldreel_library::layout::Layout;
use worldreel_library::sidecar;
use worldreel_store::{Selection, VideoRow};

use crate::call::{FileAnswer, Nothing};
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;

/// How long a caller may wait for an export in one call, in milliseconds. Callers that
/// want to wait longer ask again.
const WAIT_MS_MAX: u32 = 30_000;

/// Which videos to export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "select", rename_all = "snake_case")]
pub enum StartExport {
    /// All videos of the library.
    All,
    /// Those of a session.
    Session {
        /// The session.
        session: SessionId,
    },
    /// Those of a batch.
    Batch {
        /// The batch.
        batch: BatchId,
    },
    /// These.
    Videos {
        /// Their ids, in the order they should have.
        videos: Vec<VideoId>,
    },
}

/// Names an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExportRef {
    /// The export.
    pub export: Uuid,
    /// Answer when it has ended, but after this many milliseconds at the latest.
    #[serde(default)]
    pub wait_ms: Option<u32>,
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// It is being written.
    Running,
    /// The ZIP is whole and can be fetched.
    Done,
    /// It failed; `error` says why.
    Failed,
    /// It was stopped.
    Cancelled,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExportView {
    /// Its id.
    pub export: Uuid,
    /// Where it stands.
    pub state: ExportState,
    /// Bytes of videos written so far.
    pub done_bytes: i64,
    /// Bytes of videos in all.
    pub total_bytes: i64,
    /// Videos in the finished ZIP.
    pub videos: u32,
    /// Bytes of the finished ZIP.
    pub size_bytes: i64,
    /// The name it should be saved under.
    pub file_name: String,
    /// Videos that are not in it or no longer what was delivered, each with its reason.
    pub problems: Vec<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ApiError>,
}

/// The exports of this run of the studio.
#[derive(Debug)]
pub(crate) struct Exports {
    folder: PathBuf,
    all: Mutex<BTreeMap<Uuid, Running>>,
}

#[derive(Debug, Clone)]
struct Running {
    stop: watch::Sender<bool>,
    view: watch::Receiver<ExportView>,
}

impl Exports {
    pub(crate) fn new(layout: &Layout) -> Self {
        let folder = layout.outgoing();
        // What an earlier run left was never promised to anybody.
        let _ = std::fs::remove_dir_all(&folder);
        Self {
            folder,
            all: Mutex::default(),
        }
    }

    pub(crate) fn cancel_all(&self) {
        for running in self.lock().values() {
            running.stop.send_replace(true);
        }
    }

    fn get(&self, export: Uuid) -> Result<Running, ApiError> {
        self.lock().get(&export).cloned().ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, format!("there is no export {export}"))
        })
    }

    fn file(&self, export: Uuid) -> PathBuf {
        self.folder.join(format!("{export}.zip"))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Uuid, Running>> {
        // The map is whole after each statement: a panic elsewhere can't tear it.
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Studio {
    /// Starts to pack videos into a ZIP.
    ///
    /// # Errors
    ///
    /// `not_found` when the selection holds no video.
    pub async fn start_export(&self, wanted: StartExport) -> Result<ExportView, ApiError> {
        let (selection, name) = self.selection(wanted).await?;
        let items: Vec<ExportItem> = self
            .store()
            .delivered(&selection)
            .await?
            .into_iter()
            .map(item)
            .collect();
        if items.is_empty() {
            return Err(
                ApiError::new(ErrorCode::NotFound, "there is no video to export")
                    .hint("render something first, or choose another session"),
            );
        }
        std::fs::create_dir_all(&self.exports().folder)
            .map_err(|error| ApiError::from_error(ErrorCode::ReadOnly, &error))?;
        let export = Self::fresh_id();
        let total = items.iter().map(|item| item.size_bytes).sum::<u64>();
        let view = ExportView {
            export,
            state: ExportState::Running,
            done_bytes: 0,
            total_bytes: whole(total),
            videos: 0,
            size_bytes: 0,
            file_name: format!("{name}.zip"),
            problems: Vec::new(),
            error: None,
        };
        let (tell, told) = watch::channel(view.clone());
        let (stop, stopped) = watch::channel(false);
        self.exports()
            .lock()
            .insert(export, Running { stop, view: told });
        let layout = self.layout().clone();
        let out = self.exports().file(export);
        tokio::task::spawn_blocking(move || {
            let items = as_sent(&layout, items);
            write(&layout, &items, &out, &tell, &stopped);
        });
        Ok(view)
    }

    /// How far an export is.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn export(&self, wanted: ExportRef) -> Result<ExportView, ApiError> {
        let mut view = self.exports().get(wanted.export)?.view;
        if let Some(ms) = wanted.wait_ms {
            let ended = view.wait_for(|view| view.state != ExportState::Running);
            let limit = Duration::from_millis(ms.min(WAIT_MS_MAX).into());
            // At the limit the caller hears how far it is.
            let _ = tokio::time::timeout(limit, ended).await;
        }
        let now = view.borrow().clone();
        Ok(now)
    }

    /// Stops an export, and removes its file when it has one.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn cancel_export(&self, wanted: ExportRef) -> Result<Nothing, ApiError> {
        let mut running = self.exports().get(wanted.export)?;
        running.stop.send_replace(true);
        // Its thread notices within a mebibyte.
        let _ = running
            .view
            .wait_for(|view| view.state != ExportState::Running)
            .await;
        let _ = tokio::fs::remove_file(self.exports().file(wanted.export)).await;
        self.exports().lock().remove(&wanted.export);
        Ok(Nothing {})
    }

    /// A finished export's ZIP.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` while it is being written or when it came to nothing.
    pub async fn export_file(&self, wanted: ExportRef) -> Result<FileAnswer, ApiError> {
        let view = self.export(wanted).await?;
        match view.state {
            ExportState::Done => Ok(FileAnswer {
                path: self.exports().file(view.export),
                name: view.file_name,
                media_type: "application/zip",
            }),
            ExportState::Running => Err(ApiError::new(
                ErrorCode::NotNow,
                "the export is still being written",
            )),
            ExportState::Failed | ExportState::Cancelled => Err(ApiError::new(
                ErrorCode::NotNow,
                "the export came to nothing",
            )),
        }
    }

    async fn selection(&self, wanted: StartExport) -> Result<(Selection, String), ApiError> {
        Ok(match wanted {
            StartExport::All => (Selection::All, "worldreel".into()),
            StartExport::Session { session } => {
                let title = self.session_row(session).await?.title;
                (Selection::Session(session), archive_name(&title))
            }
            StartExport::Batch { batch } => (Selection::Batch(batch), "worldreel-batch".into()),
            StartExport::Videos { videos } => {
                (Selection::Videos(videos), "worldreel-selection".into())
            }
        })
    }
}

fn archive_name(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        "worldreel".into()
    } else {
        words.join("-").to_lowercase()
    }
}

fn item((provenance, video): (Provenance, VideoRow)) -> ExportItem {
    ExportItem {
        provenance,
        file: video.file,
        poster: video.poster,
        sha256: video.sha256,
        size_bytes: u64::try_from(video.size_bytes).unwrap_or(0),
        width: video.width,
        height: video.height,
        frames: video.frames,
        duration_ms: u64::try_from(video.duration_ms).unwrap_or(0),
    }
}

/// Adds what each engine was sent, which only the sidecars know.
fn as_sent(layout: &Layout, mut items: Vec<ExportItem>) -> Vec<ExportItem> {
    for item in &mut items {
        let path = layout.resolve(&item.file);
        let made = path.and_then(|path| sidecar::read(&path).ok());
        item.provenance.sent = made.and_then(|made| made.sent);
    }
    items
}

fn write(
    layout: &Layout,
    items: &[ExportItem],
    out: &Path,
    tell: &watch::Sender<ExportView>,
    stop: &watch::Receiver<bool>,
) {
    let written = archive::export(layout, items, out, Studio::now(), &mut |done, total| {
        tell.send_modify(|view| {
            view.done_bytes = whole(done);
            view.total_bytes = whole(total);
        });
        if *stop.borrow() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    tell.send_modify(|view| match written {
        Ok(exported) => {
            view.state = ExportState::Done;
            view.videos = exported.videos;
            view.size_bytes = whole(exported.size_bytes);
            view.problems = problems(&exported);
        }
        Err(ArchiveError::Cancelled) => view.state = ExportState::Cancelled,
        Err(error) => {
            view.state = ExportState::Failed;
            view.error = Some(export_error(&error));
        }
    });
}

fn problems(exported: &Exported) -> Vec<String> {
    let missing = exported
        .missing
        .iter()
        .map(|video| format!("{} is not in it: {}", video.file, video.reason));
    let damaged = exported.damaged.iter().map(|video| {
        format!(
            "{} has changed since it was delivered; it is in it as {}",
            video.file, video.saved_as
        )
    });
    missing.chain(damaged).collect()
}

fn export_error(error: &ArchiveError) -> ApiError {
    let code = match error {
        ArchiveError::Full(_) => ErrorCode::DiskFull,
        ArchiveError::Empty | ArchiveError::NothingReadable { .. } => ErrorCode::NotFound,
        _ => ErrorCode::Unsuitable,
    };
    let error = ApiError::from_error(code, error);
    match code {
        ErrorCode::DiskFull => {
            error.hint("make room on the disk and export again; no video is lost")
        }
        _ => error,
    }
}

fn whole(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::archive_name;

    #[test]
    fn a_title_becomes_a_file_name() {
        assert_eq!(archive_name("A red fox, in \"snow\"!"), "a-red-fox-in-snow");
        assert_eq!(archive_name("../.."), "worldreel");
    }
}
