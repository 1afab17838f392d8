//! Which files there are.

use std::fs;
use std::path::Path;

use super::Problem;

/// Videos lie two folders deep; users sort theirs further. What lies deeper than this
/// is a loop that some file system made without a link.
const DEPTH_MAX: u32 = 16;

/// The files of a folder and of those below it.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Every MP4, relative to the library's folder.
    pub(super) files: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

impl Walk {
    fn folder(&mut self, path: &Path, name: &str, depth: u32) {
        if depth > DEPTH_MAX {
            return self.problem(name, format!("it is more than {DEPTH_MAX} folders deep"));
        }
        match fs::read_dir(path) {
            Ok(entries) => self.entries(entries, name, depth),
            Err(error) => self.problem(name, format!("it can't be looked into: {error}")),
        }
    }

    pub(super) fn entries(&mut self, entries: fs::ReadDir, folder: &str, depth: u32) {
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => self.entry(kind, &entry, folder, depth),
                Err(error) => self.problem(folder, format!("it can't be looked into: {error}")),
            }
        }
    }

    fn entry(&mut self, kind: fs::FileType, entry: &fs::DirEntry, folder: &str, depth: u32) {
        let path = entry.path();
        let file_name = entry.file_name();
        let name = format!("{folder}/{}", file_name.to_string_lossy());
        if kind.is_dir() {
            return self.folder(&path, &name, depth + 1);
        }
        let is_mp4 = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("mp4"));
        // macOS keeps attributes in files of these names where a disk has no room for
        // them; they are not videos.
        if !is_mp4 || file_name.as_encoded_bytes().starts_with(b"._") {
            return;
        }
        if kind.is_symlink() {
            self.problem(&name, "it is a link, and links are not followed".into());
        } else if !kind.is_file() {
            self.problem(&name, "it is not a plain file".into());
        } else if file_name.to_str().is_none_or(|name| name.contains('\\'))
            || folder.contains(['\\', char::REPLACEMENT_CHARACTER])
        {
            self.problem(&name, "its name can't be kept on every system".into());
        } else {
            self.files.push(name);
        }
    }

    fn problem(&mut self, name: &str, reason: String) {
        self.problems.push(Problem {
            file: name.to_owned(),
            reason,
        });
    }
}
