//! What a server says about a render, read leniently: gateways leave fields out, add
//! others and invent states.

use serde_json::Value;

/// Where a render stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// It waits.
    Queued,
    /// It renders, or it says a word that we don't know.
    Running,
    /// Its video can be fetched.
    Completed,
    /// It failed.
    Failed,
    /// It was ended from elsewhere; the server's word for it.
    Ended(String),
}

impl Status {
    fn read(word: &str) -> Self {
        match word {
            "queued" | "pending" => Self::Queued,
            "completed" | "succeeded" => Self::Completed,
            "failed" | "error" => Self::Failed,
            "cancelled" | "canceled" | "deleted" | "expired" => Self::Ended(word.to_owned()),
            _ => Self::Running,
        }
    }
}

/// A render's record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) status: Status,
    /// Per cent.
    pub(super) progress: Option<u32>,
    pub(super) prompt: Option<String>,
    /// Milliseconds since the start of 1970, by the server's clock.
    pub(super) created_at_ms: Option<i64>,
    /// As `WIDTHxHEIGHT`.
    pub(super) size: Option<String>,
    pub(super) frames: Option<u64>,
    pub(super) seed: Option<u64>,
    /// The failure's code: an HTTP status where it can be one.
    pub(super) error_code: Option<u16>,
    /// The failure's code as text, and its type.
    pub(super) error_marks: String,
    pub(super) error_message: String,
}

/// No id of any known server is longer; LiteLLM's hold the provider and the model.
const ID_CHARS_MAX: usize = 1_024;

impl Record {
    /// Reads a record; `None` when this is something else.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        Self::of(&serde_json::from_slice(body).ok()?)
    }

    fn of(value: &Value) -> Option<Self> {
        let id = value["id"].as_str().filter(|id| is_id(id))?;
        let word = value["status"].as_str();
        if value["object"] != "video" && word.is_none() {
            return None;
        }
        let error = &value["error"];
        Some(Self {
            id: id.to_owned(),
            status: word.map_or(Status::Running, Status::read),
            progress: percent(&value["progress"]),
            prompt: value["prompt"].as_str().map(str::to_owned),
            created_at_ms: moment(&value["created_at"]),
            size: value["size"].as_str().map(str::to_owned),
            frames: value["num_frames"].as_u64(),
            seed: value["seed"].as_u64(),
            error_code: code(&error["code"]),
            error_marks: format!("{} {}", text(&error["code"]), text(&error["type"])),
            error_message: match error {
                Value::String(message) => message.clone(),
                error => error["message"].as_str().unwrap_or_default().to_owned(),
            },
        })
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= ID_CHARS_MAX && !id.chars().any(char::is_control)
}

/// Per cent, from a whole or a broken number; what is below 0 or above 100 is cut.
fn percent(value: &Value) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100 after the clamp"
    )]
    value.as_f64().map(|figure| figure.clamp(0.0, 100.0) as u32)
}

fn moment(value: &Value) -> Option<i64> {
    let seconds = value.as_f64().filter(|s| (0.0..1e11).contains(s))?;
    #[expect(clippy::cast_possible_truncation, reason = "below 1e14")]
    Some((seconds * 1_000.0) as i64)
}

fn code(value: &Value) -> Option<u16> {
    let number = value
        .as_u64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))?;
    u16::try_from(number)
        .ok()
        .filter(|code| (400..600).contains(code))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// One page of the list of renders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub(super) records: Vec<Record>,
    /// How many entries it had, readable or not.
    pub(super) entries: usize,
    /// Whether the server says that there are more; `None` when it doesn't say.
    pub(super) has_more: Option<bool>,
}

impl Page {
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(body).ok()?;
        let data = value["data"].as_array()?;
        Some(Self {
            records: data.iter().filter_map(Record::of).collect(),
            entries: data.len(),
            has_more: value["has_more"].as_bool(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(value: &Value) -> Option<Record> {
        Record::read(value.to_string().as_bytes())
    }

    #[test]
    fn a_record_is_read_with_its_failure() {
        let record = read(&json!({
            "id": "video_gen_0f", "object": "video", "model": "nvidia/Cosmos3-Nano",
            "prompt": "a fox", "status": "failed", "progress": 0, "seconds": "4",
            "size": "1280x720", "created_at": 1_790_000_000, "completed_at": 1_790_000_042,
            "error": {"code": 400, "message": "Input was blocked by Cosmos3 guardrails."}
        }))
        .unwrap();
        assert_eq!(record.status, Status::Failed);
        assert_eq!(record.error_code, Some(400));
        assert_eq!(record.created_at_ms, Some(1_790_000_000_000));
        assert_eq!(record.size.as_deref(), Some("1280x720"));
    }

    #[test]
    fn states_that_gateways_invent_are_a_render_that_runs_or_has_ended() {
        for (word, status) in [
            ("queued", Status::Queued),
            ("pending", Status::Queued),
            ("processing", Status::Running),
            ("warming_up", Status::Running),
            ("succeeded", Status::Completed),
            ("expired", Status::Ended("expired".into())),
        ] {
            assert_eq!(
                read(&json!({"id": "v", "status": word})).unwrap().status,
                status
            );
        }
    }

    #[test]
    fn what_has_no_usable_id_is_no_record() {
        for other in [
            json!({"object": "video", "status": "queued"}),
            json!({"id": "", "status": "queued"}),
            json!({"id": "a\nb", "status": "queued"}),
            json!({"id": "x".repeat(2_000), "status": "queued"}),
            json!({"id": "m", "object": "model"}),
            json!([1, 2]),
        ] {
            assert_eq!(read(&other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn no_answer_makes_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = (Record::read(&body), Page::read(&body));
        }

        #[test]
        fn no_figure_makes_the_reader_panic(progress: f64, created: f64, code: i64) {
            let value = json!({"id": "v", "status": "failed", "progress": progress,
                "created_at": created, "error": {"code": code}});
            let record = read(&value).unwrap();
            prop_assert!(record.progress.is_none_or(|percent| percent <= 100));
        }
    }
}
