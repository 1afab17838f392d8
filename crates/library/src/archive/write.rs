//! What goes into the ZIP, in one pass and in constant memory but for what is known
//! of each video.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;

use worldreel_domain::time::Timestamp;

use super::entries::{Copied, Entries, Target};
use super::manifest::{DamagedEntry, MANIFEST_NAME, Manifest, MissingEntry, WholeEntry};
use super::metadata::{self, METADATA_NAME};
use super::names::Names;
use super::readme::{self, README_NAME};
use super::{
    ArchiveError, DamagedVideo, ExportItem, Exported, MANIFEST_VERSION, MissingVideo, hex, on_write,
};
use crate::layout::Layout;

/// Writes the whole ZIP; `out` is only named in errors.
pub(super) fn write<W: Target>(
    layout: &Layout,
    items: &[ExportItem],
    target: W,
    out: &Path,
    now: Timestamp,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, ArchiveError> {
    let mut seen = HashSet::new();
    let items: Vec<&ExportItem> = items
        .iter()
        .filter(|item| seen.insert(item.provenance.video))
        .collect();
    let total = items
        .iter()
        .fold(0_u64, |sum, item| sum.saturating_add(item.size_bytes));
    let mut export = Export {
        entries: Entries::new(layout, target, out, total, progress),
        out,
        whole: Vec::new(),
        manifest: Manifest {
            version: MANIFEST_VERSION,
            made_at: now,
            videos: Vec::new(),
            damaged: Vec::new(),
            missing: Vec::new(),
        },
        damaged: Vec::new(),
        missing: Vec::new(),
    };
    if let Err(error) = export.run(&items) {
        export.entries.give_up();
        return Err(error);
    }
    Ok(Exported {
        size_bytes: export.entries.finish(now)?,
        videos: u32::try_from(export.whole.len()).unwrap_or(u32::MAX),
        missing: export.missing,
        damaged: export.damaged,
    })
}

/// An export under way.
struct Export<'a, 'p, W: Target> {
    entries: Entries<'a, 'p, W>,
    out: &'a Path,
    /// The whole videos so far and their names in the ZIP.
    whole: Vec<(String, &'a ExportItem)>,
    manifest: Manifest<'a>,
    damaged: Vec<DamagedVideo>,
    missing: Vec<MissingVideo>,
}

impl<'a, W: Target> Export<'a, '_, W> {
    fn run(&mut self, items: &[&'a ExportItem]) -> Result<(), ArchiveError> {
        let mut names = Names::default();
        for item in items {
            self.entries.meter.begin(item.size_bytes)?;
            let stem = names.stem(&item.provenance);
            self.video(item, &stem)?;
            self.entries.meter.end()?;
        }
        if self.whole.is_empty() && self.damaged.is_empty() {
            return Err(ArchiveError::NothingReadable {
                missing: std::mem::take(&mut self.missing),
            });
        }
        self.closing_files()
    }

    fn video(&mut self, item: &'a ExportItem, stem: &str) -> Result<(), ArchiveError> {
        let name = format!("videos/{stem}.mp4");
        let at = item.provenance.delivered_at;
        match self.entries.copy(&item.file, &name, at)? {
            Ok(copied) if copied.sha256 == item.sha256 => self.whole(item, stem, name, &copied),
            Ok(_) => {
                self.entries.abort()?;
                self.damaged(item, stem)
            }
            Err(reason) => {
                self.missing(item, reason);
                Ok(())
            }
        }
    }

    fn whole(
        &mut self,
        item: &'a ExportItem,
        stem: &str,
        name: String,
        copied: &Copied,
    ) -> Result<(), ArchiveError> {
        self.entries.sum(&name, &copied.sha256);
        let at = item.provenance.delivered_at;
        let poster_name = format!("posters/{stem}.png");
        // A video without a poster is as good as one with it.
        self.entries.make_poster(item);
        let poster = match self.entries.copy(&item.poster, &poster_name, at)? {
            Ok(poster) => {
                self.entries.sum(&poster_name, &poster.sha256);
                Some(poster_name)
            }
            Err(_) => None,
        };
        let prompt = format!("prompts/{stem}.txt");
        self.entries
            .text(&prompt, at, item.provenance.text.prompt.as_str().as_bytes())?;
        self.manifest.videos.push(WholeEntry {
            file: name.clone(),
            poster,
            prompt,
            sha256: hex(&item.sha256),
            size_bytes: copied.size_bytes,
            width: item.width,
            height: item.height,
            frames: item.frames,
            duration_ms: item.duration_ms,
            provenance: Cow::Borrowed(&item.provenance),
        });
        self.whole.push((name, item));
        Ok(())
    }

    fn damaged(&mut self, item: &'a ExportItem, stem: &str) -> Result<(), ArchiveError> {
        let name = format!("damaged/{stem}.mp4.damaged");
        match self
            .entries
            .copy(&item.file, &name, item.provenance.delivered_at)?
        {
            Ok(copied) => {
                self.entries.sum(&name, &copied.sha256);
                self.manifest.damaged.push(DamagedEntry {
                    file: name.clone(),
                    delivered_sha256: hex(&item.sha256),
                    sha256: hex(&copied.sha256),
                    size_bytes: copied.size_bytes,
                    provenance: Cow::Borrowed(&item.provenance),
                });
                self.damaged.push(DamagedVideo {
                    video: item.provenance.video,
                    file: item.file.clone(),
                    saved_as: name,
                });
            }
            Err(reason) => self.missing(item, reason),
        }
        Ok(())
    }

    fn missing(&mut self, item: &'a ExportItem, reason: String) {
        self.manifest.missing.push(MissingEntry {
            file: item.file.clone(),
            reason: reason.clone(),
            sha256: hex(&item.sha256),
            size_bytes: item.size_bytes,
            provenance: Cow::Borrowed(&item.provenance),
        });
        self.missing.push(MissingVideo {
            video: item.provenance.video,
            file: item.file.clone(),
            reason,
        });
    }

    /// What can only be written when every video is known.
    fn closing_files(&mut self) -> Result<(), ArchiveError> {
        let now = self.manifest.made_at;
        let readme = readme::render(self.whole.len(), &self.damaged, &self.missing);
        self.entries.text(README_NAME, now, readme.as_bytes())?;
        let rows = self.whole.iter().map(|(name, item)| (name.as_str(), *item));
        let metadata = metadata::render(rows).map_err(|error| on_write(self.out, error.into()))?;
        self.entries.text(METADATA_NAME, now, &metadata)?;
        self.entries.json(MANIFEST_NAME, now, &self.manifest)
    }
}
