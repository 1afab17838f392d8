//! How strictly an endpoint can be held to a schema: four rungs, from the strictest
//! down. What an endpoint refuses once is not asked of it again.

use schemars::JsonSchema;
use serde_json::{Value, json};

/// One way of asking for JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Rung {
    /// `json_schema` with `strict`.
    Strict = 0,
    /// `json_schema` without `strict`.
    Loose = 1,
    /// `json_object`, the schema told in words.
    Object = 2,
    /// No format at all, the schema told in words.
    Plain = 3,
}

impl Rung {
    /// The rung of that number; numbers beyond the last mean the last.
    pub(super) const fn from_u8(number: u8) -> Self {
        match number {
            0 => Self::Strict,
            1 => Self::Loose,
            2 => Self::Object,
            _ => Self::Plain,
        }
    }

    /// The rung below, if there is one.
    pub(super) const fn next(self) -> Option<Self> {
        match self {
            Self::Strict => Some(Self::Loose),
            Self::Loose => Some(Self::Object),
            Self::Object => Some(Self::Plain),
            Self::Plain => None,
        }
    }

    /// Whether the model has to be told the schema in words.
    pub(super) const fn tells_schema(self) -> bool {
        matches!(self, Self::Object | Self::Plain)
    }

    /// The request's `response_format`.
    pub(super) fn format<T: JsonSchema>(self, name: &str) -> Option<Value> {
        match self {
            Self::Strict => Some(json!({"type": "json_schema", "json_schema": {
                "name": name, "strict": true, "schema": schema::<T>()
            }})),
            Self::Loose => Some(json!({"type": "json_schema", "json_schema": {
                "name": name, "schema": schema::<T>()
            }})),
            Self::Object => Some(json!({"type": "json_object"})),
            Self::Plain => None,
        }
    }
}

/// The schema in the subset that strict servers take: everything in place, every
/// property required (optional ones are nullable), none beside them, no formats.
pub(super) fn schema<T: JsonSchema>() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    tighten(&mut schema);
    schema
}

/// Words of JSON schema that strict servers refuse, or that say nothing to a model. What they
/// would demand is checked by us.
const UNSAID: [&str; 9] = [
    "format",
    "default",
    "title",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
];

fn tighten(node: &mut Value) {
    match node {
        Value::Object(object) => {
            object.retain(|word, _| !UNSAID.contains(&word.as_str()));
            if let Some(Value::Object(properties)) = object.get("properties") {
                let names: Vec<Value> = properties.keys().cloned().map(Value::from).collect();
                object.insert("required".into(), names.into());
                object.insert("additionalProperties".into(), false.into());
            }
            for (word, value) in object {
                match value {
                    // These are names, and no words of a schema, whatever they say.
                    Value::Object(properties) if word == "properties" => {
                        properties.values_mut().for_each(tighten);
                    }
                    value => tighten(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(tighten),
        _ => {}
    }
}
