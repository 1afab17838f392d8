//! Addresses, kind of request, limits and price of a function, and their check.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::Span;
use worldreel_domain::spec::Size;

use super::resolution;
use crate::http::{Address, AddressProblem};
use crate::settings::{Charge, FieldError, FieldProblem, Limits, check_name, check_range};

/// Where NVIDIA's own service is asked about renders (documentation page "Poll For Result
/// Using Function Invocation Request", docs.api.nvidia.com).
const STATUS_URL: &str = "https://api.nvcf.nvidia.com/v2/nvcf/pexec/status/{id}";
/// How the names of NVIDIA's own hosts end.
const NVIDIA_HOSTS: &str = ".nvidia.com";
/// The longest that the service holds an answer back, in seconds (NVIDIA/nvcf:
/// http-invocation/README.md).
const HOLD_S_MAX: u32 = 3_600;

/// The kind of request that a function takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NvcfBody {
    /// The JSON of Cosmos NIM (NVIDIA/cosmos: cookbooks/cosmos3/nim/api-reference.md).
    CosmosNim {
        /// Further fields, sent as they stand, such as `flow_shift`. A function refuses
        /// those it doesn't know.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<String, String>,
    },
    /// A command line in the input of a Triton server, as the first hosted Cosmos models
    /// take it. It carries the prompt and the seed; size and length are the model's own.
    TritonCommand {
        /// The command's first word.
        #[serde(default = "text2world")]
        command: String,
    },
}

fn text2world() -> String {
    "text2world".to_owned()
}

/// How a function behind NVIDIA's gateway is reached and what it can do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NvcfSettings {
    /// The engine's name, as the user knows it: letters, digits, dots, dashes and
    /// underscores.
    pub name: String,
    /// The address that takes a render, such as
    /// `https://ai.api.nvidia.com/v1/cosmos/nvidia/cosmos-predict1-7b` or
    /// `https://api.nvcf.nvidia.com/v2/nvcf/pexec/functions/FUNCTION_ID`.
    pub invoke_url: String,
    /// The address that tells about a render, with `{id}` where its id goes.
    #[serde(default = "status_url")]
    pub status_url: String,
    /// The kind of request that it takes.
    pub body: NvcfBody,
    /// How many renders it is given at once with one key, 1 to 64.
    #[serde(default = "one")]
    pub width: u32,
    /// Whether a key may be sent without encryption to another computer.
    #[serde(default)]
    pub keys_in_the_clear: bool,
    /// What a render costs.
    #[serde(default = "unknown")]
    pub charge: Charge,
    /// What its model can render; left out, what the kind of request usually means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// How many seconds the service may hold back its first answer, 1 to 3,600. Until
    /// then there is no way to find the render again, so it is short.
    #[serde(default = "five")]
    pub hold_submit_s: u32,
    /// Whether its first answer comes only at the end of that time or with the result, as
    /// NVIDIA's service does it. Then a studio that died before has certainly left no
    /// render behind. Left out, that is believed of NVIDIA's own addresses and of no
    /// others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_first_answer: Option<bool>,
    /// How many seconds it may hold back an answer about a render, 1 to 3,600.
    #[serde(default = "thirty")]
    pub hold_status_s: u32,
    /// Whether the function writes how far it is; few do.
    #[serde(default)]
    pub tells_progress: bool,
    /// After how many seconds a render that is still called running is given up, 60 to
    /// 604,800.
    #[serde(default = "two_hours")]
    pub longest_render_s: u32,
}

/// An address in two: up to its host, and from its path on.
fn origin_and_path(url: &str) -> (&str, &str) {
    let after = url.find("://").map_or(0, |at| at + 3);
    let path = url[after..].find('/').map_or(url.len(), |at| after + at);
    url.split_at(path)
}

fn status_url() -> String {
    STATUS_URL.to_owned()
}

const fn one() -> u32 {
    1
}

const fn five() -> u32 {
    5
}

const fn thirty() -> u32 {
    30
}

const fn two_hours() -> u32 {
    7_200
}

const fn unknown() -> Charge {
    Charge::Unknown
}

/// Where the renders of a function go and are asked about.
#[derive(Debug, Clone)]
pub(super) struct Addresses {
    pub(super) invoke: Address,
    /// With [`ID_PLACE`] where the id goes.
    pub(super) status: Address,
}

/// Stands for the id in a checked address, which has no braces.
const ID_PLACE: &str = "worldreel-render-id";

impl Addresses {
    /// The address that tells about the render `id`.
    pub(super) fn status_of(&self, id: &str) -> String {
        self.status.as_str().replace(ID_PLACE, id)
    }
}

impl NvcfSettings {
    /// Settings for a hosted function with NVIDIA's own status address.
    #[must_use]
    pub fn new(name: impl Into<String>, invoke_url: impl Into<String>, body: NvcfBody) -> Self {
        Self {
            name: name.into(),
            invoke_url: invoke_url.into(),
            status_url: status_url(),
            body,
            width: one(),
            keys_in_the_clear: false,
            charge: unknown(),
            limits: None,
            hold_submit_s: five(),
            holds_first_answer: None,
            hold_status_s: thirty(),
            tells_progress: false,
            longest_render_s: two_hours(),
        }
    }

    /// Settings for a model of a gateway's catalogue, such as that of
    /// `https://ai.api.nvidia.com`. A `base_url` with a path of its own is taken for the
    /// whole address that takes renders. NVIDIA's own gateway is asked about renders at
    /// NVIDIA's status address, another one at its own, by the same path.
    #[must_use]
    pub fn at_gateway(
        name: impl Into<String>,
        base_url: &str,
        model: &str,
        body: NvcfBody,
    ) -> Self {
        let base = base_url.trim().trim_end_matches('/');
        let (origin, path) = origin_and_path(base);
        let invoke = match path {
            "" => format!("{base}/v1/cosmos/{model}"),
            _ => base.to_owned(),
        };
        let mut settings = Self::new(name, invoke, body);
        if !origin.ends_with(NVIDIA_HOSTS) {
            settings.status_url = format!("{origin}/v2/nvcf/pexec/status/{{id}}");
        }
        settings
    }

    /// Whether they can be used.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        self.check().map(|_| ())
    }

    /// Whether its first answer is held back for the whole time.
    pub(super) fn holds_first_answer(&self) -> bool {
        let own = || origin_and_path(&self.invoke_url).0.ends_with(NVIDIA_HOSTS);
        self.holds_first_answer.unwrap_or_else(own)
    }

    /// What the model can render.
    pub(super) fn limits(&self) -> Limits {
        let usual = || match self.body {
            NvcfBody::CosmosNim { .. } => resolution::limits(),
            // Cosmos-1.0-Diffusion-7B-Text2World (its model card): one size and length.
            NvcfBody::TritonCommand { .. } => Limits {
                size_min: Size::new(1280, 704),
                size_max: Size::new(1280, 704),
                fps: Span::new(24, 24),
                frames: Span::new(121, 121),
                duration_s_max: 6,
                steps: None,
                guidance: None,
                negative_prompt: false,
                ..Limits::default()
            },
        };
        self.limits.clone().unwrap_or_else(usual)
    }

    pub(super) fn check(&self) -> Result<Addresses, Vec<FieldError>> {
        let mut found = Vec::new();
        let invoke = Address::parse(&self.invoke_url)
            .map_err(|problem| found.push(FieldError::new("invoke_url", problem.into())));
        let status = self
            .status_address()
            .map_err(|problem| found.push(FieldError::new("status_url", problem.into())));
        check_name(&self.name, &mut found);
        check_range("width", self.width, (1, 64), &mut found);
        check_range(
            "hold_submit_s",
            self.hold_submit_s,
            (1, HOLD_S_MAX),
            &mut found,
        );
        check_range(
            "hold_status_s",
            self.hold_status_s,
            (1, HOLD_S_MAX),
            &mut found,
        );
        check_range(
            "longest_render_s",
            self.longest_render_s,
            (60, 604_800),
            &mut found,
        );
        self.check_body(&mut found);
        self.charge.check(&mut found);
        self.limits().check(&mut found);
        match (invoke, status) {
            (Ok(invoke), Ok(status)) if found.is_empty() => Ok(Addresses { invoke, status }),
            _ => Err(found),
        }
    }

    fn status_address(&self) -> Result<Address, AddressProblem> {
        if self.status_url.matches("{id}").count() != 1 {
            return Err(AddressProblem::NoPlaceForId);
        }
        let address = Address::parse(&self.status_url.replace("{id}", ID_PLACE))?;
        if address.as_str().contains(ID_PLACE) && !address.name().contains(ID_PLACE) {
            Ok(address)
        } else {
            Err(AddressProblem::NoPlaceForId)
        }
    }

    fn check_body(&self, found: &mut Vec<FieldError>) {
        match &self.body {
            NvcfBody::CosmosNim { fields } => {
                let reserved = fields.keys().find(|name| super::wire::is_reserved(name));
                if let Some(name) = reserved {
                    let name = name.clone();
                    found.push(FieldError::new(
                        "body.fields",
                        FieldProblem::Reserved { name },
                    ));
                }
            }
            NvcfBody::TritonCommand { command } => {
                let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
                if command.is_empty() {
                    found.push(FieldError::new("body.command", FieldProblem::Empty));
                } else if !command.chars().all(plain) {
                    found.push(FieldError::new("body.command", FieldProblem::Characters));
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
