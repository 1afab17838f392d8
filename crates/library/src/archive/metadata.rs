//! `metadata.csv`: one row a video, as Hugging Face's `VideoFolder` reads it.
//!
//! Prompts are written to the letter, even one that begins with `=`, `+`, `-` or `@`
//! and that a spreadsheet would take for a formula. The usual guard, an apostrophe in
//! front, would change the prompt for every tool that trains on it or queues it
//! again, and no quoting keeps a spreadsheet from reading a formula. Whoever opens
//! the file in a spreadsheet imports its columns as text. There is no byte order mark
//! either: it would become a part of the first column's name.

use worldreel_domain::prompt::Prompt;

use super::ExportItem;

pub(super) const METADATA_NAME: &str = "metadata.csv";

/// `file_name` comes first: it is the column that `VideoFolder` joins on.
const COLUMNS: [&str; 18] = [
    "file_name",
    "prompt",
    "negative_prompt",
    "seed",
    "width",
    "height",
    "frames",
    "fps",
    "duration_s",
    "steps",
    "guidance",
    "engine",
    "session",
    "take",
    "label",
    "sha256",
    "size_bytes",
    "video_id",
];

/// Renders the rows; each is a video's name in the ZIP and what is known of it.
pub(super) fn render<'a>(
    rows: impl Iterator<Item = (&'a str, &'a ExportItem)>,
) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for (name, item) in rows {
        let made = &item.provenance;
        let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        let negative = made.text.negative_prompt.as_ref();
        out.write_record([
            name,
            made.text.prompt.as_str(),
            negative.map_or("", Prompt::as_str),
            &made.spec.seed.to_string(),
            &item.width.to_string(),
            &item.height.to_string(),
            &item.frames.to_string(),
            &made.spec.fps.to_string(),
            &format!(
                "{}.{:03}",
                item.duration_ms / 1_000,
                item.duration_ms % 1_000
            ),
            &number(made.spec.steps),
            &made
                .spec
                .guidance
                .map(|value| value.to_string())
                .unwrap_or_default(),
            made.engine.as_str(),
            &made.session_title,
            &made.take.to_string(),
            made.label.as_deref().unwrap_or_default(),
            &super::hex(&item.sha256),
            &item.size_bytes.to_string(),
            &made.video.to_string(),
        ])?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}
