//! Address, dialect, limits and price of a server, and their check.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::sent::PromptForm;

use super::dialect::Dialect;
use crate::http::Address;
use crate::settings::{Charge, FieldError, FieldProblem, Limits, check_name, check_range};

/// How a server that speaks OpenAI's video protocol is reached and what it can do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAiVideosSettings {
    /// The engine's name, as the user knows it: letters, digits, dots, dashes and
    /// underscores.
    pub name: String,
    /// The server's address, with or without `/v1` at its end, such as
    /// `http://127.0.0.1:8091`.
    pub url: String,
    /// The model's name, where one server has several; most servers have one and want
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// In which form its model takes prompts; left open, it follows from the model's name:
    /// Cosmos3 takes scenes, all others prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt_form: Option<PromptForm>,
    /// How the server differs from others; left open, it is recognised.
    #[serde(default)]
    pub dialect: Dialect,
    /// How many renders it is given at once, 1 to 64.
    #[serde(default = "one")]
    pub width: u32,
    /// Whether it renders only with a key. Where it is false, a key is sent if there is
    /// one.
    #[serde(default)]
    pub needs_key: bool,
    /// Whether a key may be sent without encryption to another computer.
    #[serde(default)]
    pub keys_in_the_clear: bool,
    /// What a render costs.
    #[serde(default = "nothing")]
    pub charge: Charge,
    /// What its model can render.
    #[serde(default)]
    pub limits: Limits,
    /// Further fields of the request, sent as they stand, such as `flow_shift` or
    /// `extra_params` (see the server's documentation).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// After how many seconds a render that the server still calls running is given up,
    /// 60 to 604,800. A server that was restarted may call it so for ever.
    #[serde(default = "two_hours")]
    pub longest_render_s: u32,
}

const fn one() -> u32 {
    1
}

const fn nothing() -> Charge {
    Charge::Nothing
}

const fn two_hours() -> u32 {
    7_200
}

/// The fields of the request that come from the order.
const RESERVED: &[&str] = &[
    "prompt",
    "negative_prompt",
    "model",
    "size",
    "width",
    "height",
    "seconds",
    "num_frames",
    "fps",
    "seed",
    "num_inference_steps",
    "guidance_scale",
];

impl OpenAiVideosSettings {
    /// Settings for a server of one's own that asks for no key and renders one clip at a
    /// time.
    #[must_use]
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
            model: None,
            prompt_form: None,
            dialect: Dialect::Auto,
            width: one(),
            needs_key: false,
            keys_in_the_clear: false,
            charge: nothing(),
            limits: Limits::default(),
            fields: BTreeMap::new(),
            longest_render_s: two_hours(),
        }
    }

    /// In which form prompts are sent.
    #[must_use]
    pub fn form(&self) -> PromptForm {
        let of_model = || PromptForm::of_model(self.model.as_deref().unwrap_or_default());
        self.prompt_form.unwrap_or_else(of_model)
    }

    /// Whether they can be used.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        self.check().map(|_| ())
    }

    pub(super) fn check(&self) -> Result<Address, Vec<FieldError>> {
        let mut found = Vec::new();
        check_name(&self.name, &mut found);
        check_range("width", self.width, (1, 64), &mut found);
        check_range(
            "longest_render_s",
            self.longest_render_s,
            (60, 604_800),
            &mut found,
        );
        let unnamed = self
            .model
            .as_ref()
            .is_some_and(|model| model.trim().is_empty());
        let wanted = self.dialect == Dialect::LiteLlm && self.model.is_none();
        if unnamed || wanted {
            found.push(FieldError::new("model", FieldProblem::Empty));
        }
        let reserved = self
            .fields
            .keys()
            .find(|name| RESERVED.contains(&name.as_str()));
        if let Some(name) = reserved {
            let name = name.clone();
            found.push(FieldError::new("fields", FieldProblem::Reserved { name }));
        }
        self.charge.check(&mut found);
        self.limits.check(&mut found);
        match Address::parse(&self.url) {
            Ok(address) if found.is_empty() => Ok(address.without("/v1")),
            Ok(_) => Err(found),
            Err(problem) => {
                found.insert(0, FieldError::new("url", problem.into()));
                Err(found)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::AddressProblem;

    #[test]
    fn a_name_and_an_address_are_enough() {
        let read: OpenAiVideosSettings =
            serde_json::from_str(r#"{"name":"omni","url":"http://127.0.0.1:8091/v1"}"#).unwrap();
        assert_eq!(
            read,
            OpenAiVideosSettings::new("omni", "http://127.0.0.1:8091/v1")
        );
        assert_eq!(read.validate(), Ok(()));
        let text = serde_json::to_string(&read).unwrap();
        assert_eq!(
            serde_json::from_str::<OpenAiVideosSettings>(&text).unwrap(),
            read
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_by_field() {
        let mut settings = OpenAiVideosSettings::new("my omni", "ftp://hunter2/");
        settings.width = 0;
        settings.longest_render_s = 1;
        settings.dialect = Dialect::LiteLlm;
        settings.charge = Charge::PerSecond { micro_usd: 0 };
        settings.limits.size_multiple = 3;
        settings.fields.insert("seed".into(), "7".into());
        let found = settings.validate().unwrap_err();
        let fields: Vec<_> = found.iter().map(|error| error.field).collect();
        assert_eq!(
            fields,
            [
                "url",
                "name",
                "width",
                "longest_render_s",
                "model",
                "fields",
                "charge",
                "limits.size_multiple"
            ]
        );
        assert_eq!(
            found[0].problem,
            FieldProblem::Address(AddressProblem::Scheme)
        );
        assert!(!format!("{found:?}").contains("hunter2"));
    }
}
