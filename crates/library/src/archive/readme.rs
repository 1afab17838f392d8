//! What a ZIP holds, for whoever opens it without us.

use super::{DamagedVideo, MissingVideo};

/// Its name in the ZIP.
pub(super) const README_NAME: &str = "README.txt";

/// The text.
pub(super) fn render(videos: usize, damaged: &[DamagedVideo], missing: &[MissingVideo]) -> String {
    let mut text = format!(
        "{videos} videos from Worldreel.\n\n\
         videos/        the videos (MP4, H.264)\n\
         posters/       a picture of each\n\
         prompts/       the prompt of each, to the letter\n\
         metadata.csv   one row a video, for data-set tools\n\
         manifest.json  everything known about each video\n\
         SHA256SUMS     for: sha256sum --check SHA256SUMS\n"
    );
    if !damaged.is_empty() {
        text.push_str(
            "damaged/       files that are no longer what was delivered; see manifest.json\n",
        );
    }
    if !missing.is_empty() {
        text.push_str("\nSome files were missing from the library; manifest.json names them.\n");
    }
    text
}
