//! The entries of the ZIP: what is copied, hashed and counted.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};
use worldreel_domain::time::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZIP64_BYTES_THR, ZipWriter};

use super::dos_time::dos_time;
use super::manifest::SUMS_NAME;
use super::{ArchiveError, ExportItem, hex, on_write};
use crate::layout::Layout;
use crate::poster;

/// How much is read, hashed and written at a time, and at most between two looks at
/// whether the user has cancelled.
const STEP_BYTES: usize = 1 << 20;

/// Where a ZIP can be written to.
pub(super) trait Target: Write + Seek {
    /// Ends the file where it would be written next.
    fn cut_here(&self) -> io::Result<()>;
}

impl Target for &File {
    fn cut_here(&self) -> io::Result<()> {
        let mut file: &File = self;
        let end = file.stream_position()?;
        self.set_len(end)
    }
}

/// A file that was copied into the ZIP.
pub(super) struct Copied {
    pub(super) sha256: [u8; 32],
    pub(super) size_bytes: u64,
}

/// The ZIP under way.
pub(super) struct Entries<'a, 'p, W: Target> {
    layout: &'a Layout,
    zip: ZipWriter<W>,
    /// Only named in errors.
    out: &'a Path,
    buffer: Vec<u8>,
    /// The lines of `SHA256SUMS` so far.
    sums: String,
    pub(super) meter: Meter<'p>,
}

impl<'a, 'p, W: Target> Entries<'a, 'p, W> {
    /// Begins a ZIP with `total` bytes of videos to come.
    pub(super) fn new(
        layout: &'a Layout,
        target: W,
        out: &'a Path,
        total: u64,
        progress: &'p mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Self {
        Self {
            layout,
            zip: ZipWriter::new(target),
            out,
            buffer: vec![0; STEP_BYTES],
            sums: String::new(),
            meter: Meter {
                done: 0,
                limit: 0,
                total,
                progress,
            },
        }
    }

    /// Copies a file of the library into the ZIP as it is. The inner error says why it
    /// can't be read; nothing of it is then in the ZIP.
    pub(super) fn copy(
        &mut self,
        file: &str,
        name: &str,
        at: Timestamp,
    ) -> Result<Result<Copied, String>, ArchiveError> {
        let (mut source, size_bytes) = match open(self.layout, file) {
            Ok(opened) => opened,
            Err(reason) => return Ok(Err(reason)),
        };
        self.start(name, at, size_bytes)?;
        let mut hash = Sha256::new();
        // A file that grows meanwhile is cut where it ended: its header is written.
        let mut left = size_bytes;
        while left > 0 {
            let step = usize::try_from(left).map_or(STEP_BYTES, |left| left.min(STEP_BYTES));
            let read = match source.read(&mut self.buffer[..step]) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.abort()?;
                    return Ok(Err(format!("it can't be read: {error}")));
                }
            };
            hash.update(&self.buffer[..read]);
            self.zip
                .write_all(&self.buffer[..read])
                .map_err(|source| on_write(self.out, source))?;
            let read = u64::try_from(read).unwrap_or(left);
            left -= read;
            self.meter.step(read)?;
        }
        Ok(Ok(Copied {
            sha256: hash.finalize().into(),
            size_bytes: size_bytes - left,
        }))
    }

    /// Has a video's poster made where nobody has wanted to see it before. What comes of it
    /// shows when it is copied.
    pub(super) fn make_poster(&self, item: &ExportItem) {
        let paths = [&item.file, &item.poster].map(|file| resolve(self.layout, file));
        if let [Ok(video), Ok(poster)] = paths
            && let Err(error) = poster::make(&video, &poster)
        {
            tracing::debug!("no poster for {}: {error}", video.display());
        }
    }

    /// Writes a small file and its line in `SHA256SUMS`.
    pub(super) fn text(
        &mut self,
        name: &str,
        at: Timestamp,
        content: &[u8],
    ) -> Result<(), ArchiveError> {
        self.start(name, at, 0)?;
        self.zip
            .write_all(content)
            .map_err(|source| on_write(self.out, source))?;
        self.sum(name, &Sha256::digest(content).into());
        Ok(())
    }

    fn start(&mut self, name: &str, at: Timestamp, size_bytes: u64) -> Result<(), ArchiveError> {
        let options = SimpleFileOptions::default()
            // Video and PNG don't get smaller, and what is stored can be read in place.
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(dos_time(at))
            .large_file(size_bytes >= ZIP64_BYTES_THR);
        self.zip
            .start_file(name, options)
            .map_err(|error| on_write(self.out, error.into()))
    }

    /// Takes the entry that was begun last out again, with its bytes.
    pub(super) fn abort(&mut self) -> Result<(), ArchiveError> {
        self.zip
            .abort_file()
            .map_err(io::Error::from)
            .and_then(|()| self.zip.get_ref().map_or(Ok(()), Target::cut_here))
            .map_err(|source| on_write(self.out, source))
    }

    pub(super) fn sum(&mut self, name: &str, sha256: &[u8; 32]) {
        // Two spaces, as `sha256sum` writes them for a file read as it is.
        self.sums.push_str(&hex(sha256));
        self.sums.push_str("  ");
        self.sums.push_str(name);
        self.sums.push('\n');
    }

    /// Writes a value as JSON without holding its text, and its line in `SHA256SUMS`.
    pub(super) fn json(
        &mut self,
        name: &str,
        at: Timestamp,
        value: &impl Serialize,
    ) -> Result<(), ArchiveError> {
        self.start(name, at, 0)?;
        let mut writer = BufWriter::new(Hashing {
            inner: &mut self.zip,
            hash: Sha256::new(),
        });
        let sha256 = serde_json::to_writer_pretty(&mut writer, value)
            .map_err(io::Error::from)
            .and_then(|()| Ok(writer.into_inner()?))
            .map(|hashing| hashing.hash.finalize().into())
            .map_err(|source| on_write(self.out, source))?;
        self.sum(name, &sha256);
        Ok(())
    }

    /// Writes `SHA256SUMS` and ends the ZIP. Returns its size.
    pub(super) fn finish(mut self, at: Timestamp) -> Result<u64, ArchiveError> {
        let sums = std::mem::take(&mut self.sums);
        if let Err(error) = self.text(SUMS_NAME, at, sums.as_bytes()) {
            self.give_up();
            return Err(error);
        }
        self.zip
            .finish()
            .map_err(io::Error::from)
            .and_then(|mut target| target.stream_position())
            .map_err(|source| on_write(self.out, source))
    }

    /// Lets go of a ZIP that is not to be. Its drop would finish a file that is about
    /// to be removed, and would speak on stderr where it can't; the file itself
    /// belongs to the caller.
    pub(super) fn give_up(self) {
        std::mem::forget(self.zip);
    }
}

/// Counts the bytes of videos and asks whether to go on.
pub(super) struct Meter<'p> {
    done: u64,
    /// What `done` is when the video under way is finished. Posters, and a damaged
    /// video's second reading, don't count.
    limit: u64,
    total: u64,
    progress: &'p mut dyn FnMut(u64, u64) -> ControlFlow<()>,
}

impl Meter<'_> {
    pub(super) fn begin(&mut self, size_bytes: u64) -> Result<(), ArchiveError> {
        self.limit = self.done.saturating_add(size_bytes);
        self.tell()
    }

    fn step(&mut self, bytes: u64) -> Result<(), ArchiveError> {
        self.done = self.done.saturating_add(bytes).min(self.limit);
        self.tell()
    }

    pub(super) fn end(&mut self) -> Result<(), ArchiveError> {
        self.done = self.limit;
        self.tell()
    }

    fn tell(&mut self) -> Result<(), ArchiveError> {
        match (self.progress)(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ArchiveError::Cancelled),
        }
    }
}

/// Hashes what passes through.
struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn resolve(layout: &Layout, file: &str) -> Result<PathBuf, String> {
    let path = layout.resolve(file);
    path.ok_or_else(|| "its name leads out of the library".into())
}

/// Opens a file of the library; the error is a reason for the user.
fn open(layout: &Layout, file: &str) -> Result<(File, u64), String> {
    let path = resolve(layout, file)?;
    let reason = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "the file is not there".to_owned(),
        _ => format!("it can't be read: {error}"),
    };
    // A link may lead out of the library, and a pipe never ends.
    if !fs::symlink_metadata(&path).map_err(reason)?.is_file() {
        return Err("it is not a plain file".into());
    }
    let opened = File::open(&path).map_err(reason)?;
    let size_bytes = opened.metadata().map_err(reason)?.len();
    Ok((opened, size_bytes))
}
