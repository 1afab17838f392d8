//! Delivered files, and finding them again.

use std::ops::ControlFlow;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use worldreel_domain::id::VideoId;
use worldreel_domain::job::JobState;
use worldreel_library::poster;
use worldreel_library::rescan::{self, Found};
use worldreel_store::VideoRow;
use worldreel_supervisor::CommandError;

use crate::call::{FileAnswer, Nothing};
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::view::{self, VideoView};

/// Names a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VideoRef {
    /// The video.
    pub video: VideoId,
}

/// What a rescan found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RescanReport {
    /// How many videos are on the disk.
    pub found: u32,
    /// How many of them the database did not know.
    pub added: u32,
    /// Files that could not be taken.
    pub problems: Vec<RescanProblem>,
}

/// A file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RescanProblem {
    /// The file, relative to the library's folder.
    pub file: String,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

impl Studio {
    /// A video's facts.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn video(&self, wanted: VideoRef) -> Result<VideoView, ApiError> {
        Ok(view::video(&self.video_row(wanted.video).await?))
    }

    /// A video's file.
    ///
    /// # Errors
    ///
    /// `not_found` when there is no such video or its file is gone.
    pub async fn video_file(&self, wanted: VideoRef) -> Result<FileAnswer, ApiError> {
        let row = self.video_row(wanted.video).await?;
        let path = self.media(&row.file)?;
        Ok(FileAnswer {
            path,
            name: file_name(&row.file),
            media_type: "video/mp4",
        })
    }

    /// A video's poster, which is made when nobody has wanted to see it before.
    ///
    /// # Errors
    ///
    /// As [`Studio::video_file`], and `not_found` when there is no picture that can be decoded.
    pub async fn video_poster(&self, wanted: VideoRef) -> Result<FileAnswer, ApiError> {
        let row = self.video_row(wanted.video).await?;
        let path = match self.media(&row.poster) {
            Ok(path) => path,
            Err(_) => {
                self.make_poster(&row).await?;
                self.media(&row.poster)?
            }
        };
        Ok(FileAnswer {
            path,
            name: file_name(&row.poster),
            media_type: "image/png",
        })
    }

    async fn make_poster(&self, row: &VideoRow) -> Result<(), ApiError> {
        // A page full of takes asks for all of theirs at once, and each takes a processor.
        static AT_ONCE: Semaphore = Semaphore::const_new(2);
        let video = self.media(&row.file)?;
        let _turn = AT_ONCE.acquire().await;
        // Beside the file itself, which is in the library whatever links lead to it.
        let made =
            tokio::task::spawn_blocking(move || poster::make(&video, &video.with_extension("png")));
        made.await
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?
            .map_err(|error| ApiError::from_error(ErrorCode::NotFound, &error))
    }

    /// Finds videos on the disk that the database does not know, from their sidecars.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn rescan(&self, _: Nothing) -> Result<RescanReport, ApiError> {
        let layout = self.layout().clone();
        let scanned = tokio::task::spawn_blocking(move || {
            rescan::rescan(&layout, &mut |_, _| ControlFlow::Continue(()))
        })
        .await
        .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?
        .map_err(|error| ApiError::from_error(ErrorCode::Unsuitable, &error))?;
        let found = u32::try_from(scanned.found.len()).unwrap_or(u32::MAX);
        let mut added = 0;
        let mut unknown = Vec::new();
        for (provenance, video) in scanned.found.into_iter().map(row_of) {
            match self.store().job(provenance.job).await? {
                None => unknown.push((provenance, video)),
                // Its job has delivered after all, whatever was known of it.
                Some(row) if !matches!(row.state, JobState::Done { .. }) => {
                    match self.supervisor().found_video(video).await {
                        Ok(_) => added += 1,
                        // The render itself has delivered it since the files were looked at.
                        Err(CommandError::Illegal(_)) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                Some(_) => {}
            }
        }
        let restored = self.store().restore_videos(unknown, Self::now());
        added += self.commit(restored).await?;
        Ok(RescanReport {
            found,
            added,
            problems: scanned
                .problems
                .into_iter()
                .map(|problem| RescanProblem {
                    file: problem.file,
                    reason: problem.reason,
                })
                .collect(),
        })
    }

    async fn video_row(&self, id: VideoId) -> Result<VideoRow, ApiError> {
        self.store()
            .video(id)
            .await?
            .ok_or_else(|| ApiError::new(ErrorCode::NotFound, format!("there is no video {id}")))
    }

    /// The absolute path of a file of the library. Neither `..` nor a symbolic link
    /// leads out of it.
    fn media(&self, file: &str) -> Result<PathBuf, ApiError> {
        let gone = || {
            ApiError::new(
                ErrorCode::NotFound,
                format!("the file {file} is missing from the library"),
            )
            .hint("put it back in the library's folder; `worldreel doctor` counts what is missing")
        };
        let path = self.layout().resolve(file).ok_or_else(gone)?;
        let path = path.canonicalize().map_err(|_| gone())?;
        let root = self.library().canonicalize().map_err(|_| gone())?;
        if path.starts_with(root) {
            Ok(path)
        } else {
            Err(gone())
        }
    }
}

fn file_name(file: &str) -> String {
    file.rsplit('/').next().unwrap_or(file).to_owned()
}

/// A video that was found, as the database knows it.
pub(crate) fn row_of(found: Found) -> (worldreel_domain::provenance::Provenance, VideoRow) {
    let Found {
        provenance,
        adopted,
    } = found;
    let row = VideoRow {
        id: provenance.video,
        job: provenance.job,
        file: adopted.file,
        poster: adopted.poster,
        size_bytes: i64::try_from(adopted.facts.size_bytes).unwrap_or(i64::MAX),
        sha256: adopted.sha256,
        width: adopted.facts.width,
        height: adopted.facts.height,
        frames: adopted.facts.frames,
        duration_ms: i64::try_from(adopted.facts.duration_ms).unwrap_or(i64::MAX),
        delivered_at: provenance.delivered_at,
    };
    (provenance, row)
}
