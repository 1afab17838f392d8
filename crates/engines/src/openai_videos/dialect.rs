//! How servers differ, and how one is told from another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use worldreel_domain::capabilities::ProgressKind;

/// How a server differs from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// Not known: it is recognised by what it says of itself, and taken for vLLM-Omni
    /// when it says nothing.
    #[default]
    Auto,
    /// vLLM-Omni (vllm-omni: docs/serving/videos_api.md). Takes a form; a failed render
    /// is told with an error status and the whole record.
    VllmOmni,
    /// SGLang Diffusion (sglang: python/sglang/multimodal_gen/runtime/entrypoints/openai/
    /// video_api.py). Takes JSON; says `queued` until the end; DELETE only forgets.
    Sglang,
    /// LiteLLM's proxy (litellm: litellm/proxy/video_endpoints/endpoints.py). Wants a
    /// model; has no DELETE.
    LiteLlm,
    /// OpenAI (openai-python: src/openai/types/video_create_params.py). Knows four sizes
    /// and three lengths.
    OpenAi,
    /// TensorRT-LLM's visual generation (TensorRT-LLM:
    /// tensorrt_llm/serve/openai_video_routes.py). Answers a new order with 202.
    TensorRt,
}

impl Dialect {
    /// Where its figures of progress come from: most servers say 0 until the end.
    pub(super) const fn progress(self) -> ProgressKind {
        match self {
            Self::LiteLlm | Self::OpenAi => ProgressKind::Measured,
            Self::Auto | Self::VllmOmni | Self::Sglang | Self::TensorRt => ProgressKind::None,
        }
    }
}

/// What a server is by its list of models (`/v1/models`).
pub(super) fn of_models(body: &[u8]) -> Option<Dialect> {
    let list: Value = serde_json::from_slice(body).ok()?;
    list["data"].as_array()?.iter().find_map(|row| {
        let owner = row["owned_by"].as_str().unwrap_or_default();
        let sglang = [
            "task_type",
            "pipeline_name",
            "pipeline_class",
            "dit_precision",
        ];
        if owner == "sglang" || sglang.iter().any(|name| !row[name].is_null()) {
            Some(Dialect::Sglang)
        } else if owner == "vllm" || owner == "vllm-omni" {
            Some(Dialect::VllmOmni)
        } else if owner.starts_with("tensorrt") {
            Some(Dialect::TensorRt)
        } else {
            None
        }
    })
}

/// What a server is by its own description (`/openapi.json`, as FastAPI gives it).
pub(super) fn of_schema(body: &[u8]) -> Option<Dialect> {
    let schema: Value = serde_json::from_slice(body).ok()?;
    let has = |path: &str| !schema["paths"][path].is_null();
    if has("/v1/omni/sleep") || has("/v1/omni/wakeup") {
        Some(Dialect::VllmOmni)
    } else if has("/v1/actions/generations") {
        Some(Dialect::Sglang)
    } else if has("/key/info") || has("/model/info") {
        Some(Dialect::LiteLlm)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn by_models(row: &Value) -> Option<Dialect> {
        of_models(
            json!({"object": "list", "data": [row]})
                .to_string()
                .as_bytes(),
        )
    }

    #[test]
    fn servers_are_known_by_their_models_and_paths() {
        assert_eq!(
            by_models(&json!({"id": "m", "owned_by": "sglang", "task_type": "T2V"})),
            Some(Dialect::Sglang)
        );
        assert_eq!(
            by_models(&json!({"id": "m", "owned_by": "vllm"})),
            Some(Dialect::VllmOmni)
        );
        assert_eq!(by_models(&json!({"id": "m", "owned_by": "me"})), None);
        let by_path = |path: &str| of_schema(json!({"paths": {path: {}}}).to_string().as_bytes());
        assert_eq!(by_path("/v1/omni/sleep"), Some(Dialect::VllmOmni));
        assert_eq!(by_path("/v1/actions/generations"), Some(Dialect::Sglang));
        assert_eq!(by_path("/key/info"), Some(Dialect::LiteLlm));
        // Both vLLM-Omni and SGLang have it: it tells nothing.
        assert_eq!(by_path("/v1/videos/sync"), None);
    }

    proptest! {
        #[test]
        fn no_answer_makes_the_recognition_panic(body in "[\\[\\]{}\":,a-z_0-9/]{0,120}") {
            let _ = (of_models(body.as_bytes()), of_schema(body.as_bytes()));
        }
    }
}
