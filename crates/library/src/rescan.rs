//! The facts of a whole library from its files alone, for when its database is gone
//! or older than its videos.

mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use worldreel_domain::id::VideoId;
use worldreel_domain::provenance::Provenance;

use crate::adopt::{self, Adopted};
use crate::layout::Layout;
use crate::poster::poster_name;
use crate::probe;
use crate::sidecar::{self, SidecarError};

use walk::Walk;

/// What a library's files say.
#[derive(Debug, Clone, PartialEq)]
pub struct Rescan {
    /// The videos, in the order in which they were queued.
    pub found: Vec<Found>,
    /// What could not be taken up, by name.
    pub problems: Vec<Problem>,
}

/// A whole video and what made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What made it, from its sidecar.
    pub provenance: Provenance,
    /// Where it lies and what it holds, from the file itself.
    pub adopted: Adopted,
}

/// A file or folder that could not be taken up. It is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder, relative to the library's folder, with `/` between its
    /// parts. What is no Unicode in its name is replaced by U+FFFD.
    pub file: String,
    /// Why, as a sentence without its full stop.
    pub reason: String,
}

/// Why a library can't be rescanned.
#[derive(Debug, thiserror::Error)]
pub enum RescanError {
    /// The folder of videos can't be read.
    #[error("could not look into the folder of videos {}", path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The caller ended it.
    #[error("the rescan was cancelled")]
    Cancelled,
}

/// Whether there is anything in the library's folder that a rescan would find.
#[must_use]
pub fn finds_any(layout: &Layout) -> bool {
    let Ok(Walk { files, .. }) = walk(layout) else {
        return false;
    };
    let mut paths = files.iter().filter_map(|file| layout.resolve(file));
    paths.any(|path| sidecar::path_for(&path).exists())
}

/// The videos that a rescan would look at, relative to the library's folder.
///
/// # Errors
///
/// [`RescanError::Io`].
pub fn files(layout: &Layout) -> Result<Vec<String>, RescanError> {
    Ok(walk(layout)?.files)
}

/// Reads every video of the library anew: probes it, hashes it and reads its sidecar.
/// Links are not followed.
///
/// `progress` is told before each video and at the end how many are done and how many
/// there are; its `Break` ends the rescan.
///
/// # Errors
///
/// [`RescanError`]. A file that can't be taken up is no error; it is in
/// [`Rescan::problems`].
pub fn rescan(
    layout: &Layout,
    progress: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Rescan, RescanError> {
    let Walk {
        files,
        mut problems,
    } = walk(layout)?;
    let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
    let mut found = Vec::new();
    for (done, file) in (0_u32..).zip(files) {
        go_on(progress(done, total))?;
        match take_up(layout, &file) {
            Ok(video) => found.push(video),
            Err(reason) => problems.push(Problem { file, reason }),
        }
    }
    go_on(progress(total, total))?;
    let mut found = one_for_each_video(found, &mut problems);
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(Rescan { found, problems })
}

fn walk(layout: &Layout) -> Result<Walk, RescanError> {
    let mut walk = Walk::default();
    let videos = layout.videos();
    let entries = fs::read_dir(&videos).map_err(|source| RescanError::Io {
        path: videos,
        source,
    })?;
    walk.entries(entries, "videos", 1);
    // One order for every file system: which of two claims is kept depends on it.
    walk.files.sort();
    Ok(walk)
}

fn order(video: &Found) -> (i64, u32, &str) {
    let made = &video.provenance;
    (made.queued_at.ms(), made.take, &video.adopted.file)
}

fn go_on(flow: ControlFlow<()>) -> Result<(), RescanError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(RescanError::Cancelled),
    }
}

/// Reads one video; the error is a reason for the user.
fn take_up(layout: &Layout, file: &str) -> Result<Found, String> {
    let path = layout
        .resolve(file)
        .ok_or("its name leads out of the library")?;
    let provenance = sidecar::read(&path).map_err(|error| match &error {
        SidecarError::Io { path, source } if source.kind() == io::ErrorKind::NotFound => {
            let name = path.file_name().unwrap_or_default();
            format!("its sidecar {} is missing", name.display())
        }
        _ => with_causes(&error),
    })?;
    let facts = probe::probe(&path).map_err(|error| with_causes(&error))?;
    let sha256 = adopt::sha256(&path).map_err(|error| format!("it can't be read: {error}"))?;
    Ok(Found {
        provenance,
        adopted: Adopted {
            file: file.to_owned(),
            poster: poster_name(file),
            sha256,
            facts,
        },
    })
}

/// Keeps one file for each video: the one that lies where the library put it, else
/// the first by name. A copy that the user made is a problem, not a second video.
fn one_for_each_video(found: Vec<Found>, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut places: HashMap<VideoId, usize> = HashMap::new();
    for mut video in found {
        let Some(&place) = places.get(&video.provenance.video) else {
            places.insert(video.provenance.video, kept.len());
            kept.push(video);
            continue;
        };
        let is_home = |video: &Found| adopt::file_name(&video.provenance) == video.adopted.file;
        if is_home(&video) && !is_home(&kept[place]) {
            std::mem::swap(&mut kept[place], &mut video);
        }
        problems.push(Problem {
            file: video.adopted.file,
            reason: format!(
                "it says it is the same video as {}, which was kept",
                kept[place].adopted.file
            ),
        });
    }
    kept
}

/// An error and what caused it, in one sentence.
fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
