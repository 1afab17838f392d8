//! Prompt files that come in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::revision::Origin;
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::Size;
use worldreel_library::prompt_file::{self, PromptFileError, PromptOrder, PromptRow};

use crate::call::Upload;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::batches::NewTake;
use crate::use_case::specs::{SpecWish, default_spec};

/// What a prompt file would become.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PromptFileView {
    /// The file's name.
    pub file: String,
    /// Its records, in order.
    pub rows: Vec<PromptRowView>,
    /// Columns or fields that mean nothing here.
    pub ignored_columns: Vec<String>,
}

/// What one record would become.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PromptRowView {
    /// The line it begins on, from 1.
    pub line: u32,
    /// The take that it asks for, ready to be queued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<NewTake>,
    /// The line of the first record that asks for the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<u32>,
    /// Why it can't be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RowProblemView>,
}

/// Why a record can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowProblemView {
    /// The field it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The raw value, shortened.
    pub text: String,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

impl Studio {
    /// Reads a prompt file and says what each line would become.
    ///
    /// # Errors
    ///
    /// `prompt_file` when the file as a whole can't be read.
    pub async fn read_prompt_file(&self, upload: Upload) -> Result<PromptFileView, ApiError> {
        // A hundred thousand lines take a while: not on a thread that others wait for.
        let parsed =
            tokio::task::spawn_blocking(move || prompt_file::parse(&upload.name, &upload.bytes))
                .await
                .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        let file = parsed.map_err(|error| file_error(&error))?;
        let size = self
            .engines()
            .first()
            .map_or(Size::new(1280, 720), |engine| default_spec(&**engine).size);
        Ok(PromptFileView {
            rows: file
                .rows
                .into_iter()
                .map(|row| row_view(row, size))
                .collect(),
            file: file.file,
            ignored_columns: file.ignored_columns,
        })
    }
}

fn file_error(error: &PromptFileError) -> ApiError {
    ApiError::from_error(ErrorCode::PromptFile, error)
        .hint("prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields")
}

fn row_view(row: PromptRow, default: Size) -> PromptRowView {
    match row.outcome {
        Ok(order) => PromptRowView {
            line: row.line,
            duplicate_of: order.duplicate_of,
            take: Some(take(order, default)),
            problem: None,
        },
        Err(problem) => PromptRowView {
            line: row.line,
            take: None,
            duplicate_of: None,
            problem: Some(RowProblemView {
                field: problem.field,
                text: problem.text,
                reason: problem.reason,
            }),
        },
    }
}

fn take(order: PromptOrder, default: Size) -> NewTake {
    // One side alone is meant with the other side as usual.
    let size = match (order.width, order.height) {
        (None, None) => None,
        (width, height) => Some(Size::new(
            width.unwrap_or(default.width),
            height.unwrap_or(default.height),
        )),
    };
    NewTake {
        revision: None,
        prompt: Some(order.prompt),
        negative_prompt: order.negative_prompt,
        scene: Scene {
            detail: order.detail,
            ..Scene::default()
        },
        parent: None,
        origin: Origin::Imported,
        label: order.label,
        spec: SpecWish {
            size,
            frames: order.frames,
            fps: order.fps,
            steps: order.steps,
            guidance: order.guidance,
            seed: order.seed,
        },
        takes: 1,
    }
}
