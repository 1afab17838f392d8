//! A rendered file becomes a video of the library.
//!
//! The order is what makes it safe against a power cut at any point: the file is on the
//! disk before it has the name that says so, the sidecar is on the disk before the video gets
//! its final name, and its name is on the disk before anybody is told. A video under its final
//! name is whole. Its poster is made when somebody first wants to see it
//! ([`poster`](crate::poster)): most of the work of a save would be the poster's, and lanes
//! wait for nothing so much as for the processor and the disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use worldreel_domain::id::AttemptId;
use worldreel_domain::provenance::Provenance;
use worldreel_host::durable;

use crate::layout::Layout;
use crate::left::may_be_torn;
use crate::poster::poster_name;
use crate::probe::{self, ProbeError, VideoFacts};
use crate::sidecar::{self, SidecarError};

/// A video of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The file, relative to the library's folder, with `/` between its parts.
    pub file: String,
    /// Its poster, likewise. The file is missing until somebody wants to see it.
    pub poster: String,
    /// The SHA-256 of the file.
    pub sha256: [u8; 32],
    /// What the file holds.
    pub facts: VideoFacts,
}

/// Why a rendered file could not become a video.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    /// The file is not a playable video.
    #[error("what was rendered is not a playable video")]
    BadOutput(#[from] ProbeError),
    /// The computer was started anew since the file was written, and nothing says that all
    /// of it had reached the disk by then.
    #[error("the computer stopped before all of the video was on the disk")]
    Torn,
    /// No space is left.
    #[error("no space is left to save the video")]
    Full(#[source] io::Error),
    /// The file can't be saved.
    #[error("could not save the video as {}", path.display())]
    Io {
        /// Where it should go.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The sidecar can't be written.
    #[error("could not save what made the video")]
    Sidecar(#[from] SidecarError),
}

/// Saves the file that was rendered for an attempt as the video that `provenance` speaks of.
///
/// Calling it again after it was interrupted at any point completes the work: a
/// video that is there under its final name already, with the sidecar of the same
/// attempt, is taken as it is.
///
/// # Errors
///
/// [`AdoptError`]; the rendered file then still exists, unless it already had its
/// final name.
pub fn adopt(layout: &Layout, provenance: &Provenance) -> Result<Adopted, AdoptError> {
    let file = file_name(provenance);
    let path = layout.root().join(&file);
    let poster = poster_name(&file);
    let facts = if already_there(&path, provenance) {
        // Whoever put it there may have died before its name was on the disk.
        if let Some(folder) = path.parent() {
            durable::sync_folder(folder).map_err(|source| on_io(&path, source))?;
        }
        probe::probe(&path)?
    } else {
        let io = |source| on_io(&path, source);
        let (whole, facts) = made_whole(layout, provenance.attempt)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(io)?;
            durable::sync_folder(&layout.videos()).map_err(io)?;
        }
        sidecar::write(&path, provenance)?;
        worldreel_crashpoint::hit("library.before_rename");
        durable::rename(&whole, &path).map_err(io)?;
        worldreel_crashpoint::hit("library.after_rename");
        facts
    };
    Ok(Adopted {
        facts,
        sha256: sha256(&path).map_err(|source| on_io(&path, source))?,
        file,
        poster,
    })
}

/// Gives the rendered file the name that says that all of it is on the disk, unless it has
/// it already. Returns what it holds, too.
fn made_whole(layout: &Layout, attempt: AttemptId) -> Result<(PathBuf, VideoFacts), AdoptError> {
    let (part, whole) = (layout.part(attempt), layout.whole(attempt));
    // A disk that lies about syncs must not stand in the way of the file that is brought again.
    if let Ok(facts) = probe::probe(&whole) {
        return Ok((whole, facts));
    }
    if may_be_torn(&part) {
        return Err(AdoptError::Torn);
    }
    let facts = probe::probe(&part)?;
    File::open(&part)
        .and_then(|file| file.sync_all())
        .and_then(|()| durable::rename(&part, &whole))
        .map_err(|source| on_io(&whole, source))?;
    Ok((whole, facts))
}

/// The SHA-256 of a file.
///
/// # Errors
///
/// As the system says.
pub fn sha256(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&buffer[..read]);
    }
}

fn already_there(path: &Path, provenance: &Provenance) -> bool {
    path.exists() && sidecar::read(path).is_ok_and(|found| found.attempt == provenance.attempt)
}

/// `videos/<first words of the title>-<end of the session's id>/take-0001.mp4`: told
/// apart by the id, read by the words.
pub(crate) fn file_name(provenance: &Provenance) -> String {
    let id = provenance.session.to_string();
    let tail = &id[id.len() - 8..];
    let words = file_words(&provenance.session_title);
    format!("videos/{words}-{tail}/take-{:04}.mp4", provenance.take)
}

/// The first words of a text in letters that every file system takes.
pub(crate) fn file_words(text: &str) -> String {
    const CHARS_MAX: usize = 40;
    let mut words = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let needed = words.chars().count() + word.chars().count() + 1;
        if needed > CHARS_MAX {
            break;
        }
        if !words.is_empty() {
            words.push('-');
        }
        words.push_str(&word.to_lowercase());
    }
    if words.is_empty() {
        "session".into()
    } else {
        words
    }
}

fn on_io(path: &Path, source: io::Error) -> AdoptError {
    if source.kind() == io::ErrorKind::StorageFull {
        AdoptError::Full(source)
    } else {
        AdoptError::Io {
            path: path.to_owned(),
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::file_words;

    #[test]
    fn file_names_keep_the_words_and_nothing_else() {
        assert_eq!(file_words("A red fox, in \"snow\"!"), "a-red-fox-in-snow");
        assert_eq!(file_words("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_words("雪の中の狐 🦊"), "雪の中の狐");
        assert_eq!(file_words("🦊"), "session");
        assert_eq!(
            file_words(&"long ".repeat(50)),
            "long-long-long-long-long-long-long-long"
        );
    }
}
