//! A call's fields. All that is wrong with them is told at once, in the shape that
//! clients know from FastAPI: where, what, and what was sent instead.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use worldreel_studio::scene::SceneField;

use super::Refused;

/// The longest name of a session, in characters.
const NAME_CHARS_MAX: usize = 200;

/// The fields of a JSON body, or of the query.
#[derive(Debug)]
pub(crate) struct Fields {
    place: &'static str,
    input: Map<String, Value>,
    wrong: Vec<Value>,
}

impl Fields {
    /// Those of the query. Numbers and truth values are told from their text.
    pub(crate) fn of_query(parts: &Parts) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let input = match pairs {
            Ok(pairs) if !query.is_empty() => pairs
                .0
                .into_iter()
                .map(|(name, value)| (name, Value::String(value)))
                .collect(),
            _ => Map::new(),
        };
        Self {
            place: "query",
            input,
            wrong: Vec::new(),
        }
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> String {
        match self.input.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => {
                let other = other.clone();
                self.note(
                    "string_type",
                    name,
                    "Input should be a valid string",
                    &other,
                );
                String::new()
            }
            None => {
                self.missing(name);
                String::new()
            }
        }
    }

    /// The name of a session; absent, null and empty are none.
    pub(crate) fn name(&mut self) -> Option<String> {
        match self.input.get("session_id") {
            None | Some(Value::Null) => None,
            Some(_) => self.name_needed(),
        }
    }

    /// The name of a session that must be there; `None` where it is wrong or empty.
    pub(crate) fn name_needed(&mut self) -> Option<String> {
        let name = self.text("session_id");
        let fits = name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
        if !fits {
            let message = format!(
                "Value error, session_id has at most {NAME_CHARS_MAX} characters, none of them \
                 control characters"
            );
            self.note("value_error", "session_id", &message, &name.into());
            return None;
        }
        (!name.is_empty()).then_some(name)
    }

    /// Texts that must be there.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<String> {
        let found = self.list(name);
        let mut texts = Vec::with_capacity(found.len());
        for (at, value) in found.into_iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text),
                other => self.note_in(
                    "string_type",
                    &json!([self.place, name, at]),
                    "Input should be a valid string",
                    &other,
                ),
            }
        }
        texts
    }

    /// Whole numbers that must be there.
    pub(crate) fn numbers(&mut self, name: &str) -> Vec<i64> {
        let found = self.list(name);
        let mut numbers = Vec::with_capacity(found.len());
        for (at, value) in found.into_iter().enumerate() {
            match whole(&value) {
                Some(number) => numbers.push(number),
                None => self.note_in(
                    "int_type",
                    &json!([self.place, name, at]),
                    "Input should be a valid integer",
                    &value,
                ),
            }
        }
        numbers
    }

    /// A whole number, or what is meant where none is given.
    pub(crate) fn number_or(&mut self, name: &str, usual: i64) -> i64 {
        let Some(value) = self.input.get(name).cloned() else {
            return usual;
        };
        whole(&value).unwrap_or_else(|| {
            self.note(
                "int_parsing",
                name,
                "Input should be a valid integer",
                &value,
            );
            usual
        })
    }

    /// A truth value that must be there, in any of the words FastAPI takes for it.
    pub(crate) fn truth(&mut self, name: &str) -> bool {
        let Some(value) = self.input.get(name).cloned() else {
            self.missing(name);
            return false;
        };
        let text = value.as_str().unwrap_or_default().to_ascii_lowercase();
        match text.as_str() {
            "true" | "1" | "on" | "yes" | "t" | "y" => true,
            "false" | "0" | "off" | "no" | "f" | "n" => false,
            _ => {
                let message = "Input should be a valid boolean, unable to interpret input";
                self.note("bool_parsing", name, message, &value);
                false
            }
        }
    }

    /// The fields of the scene that must stay as they are; none where nothing is said.
    pub(crate) fn locked(&mut self) -> BTreeSet<SceneField> {
        match self.input.get("locked") {
            None | Some(Value::Null) => return BTreeSet::new(),
            Some(_) => {}
        }
        let mut fields = BTreeSet::new();
        for name in self.texts("locked") {
            match SceneField::from_name(&name) {
                Some(field) => {
                    fields.insert(field);
                }
                None => {
                    let known: Vec<_> = SceneField::ALL.iter().map(|field| field.name()).collect();
                    let message = format!(
                        "Value error, there is no parameter {name:?}; there are {}",
                        known.join(", ")
                    );
                    self.note("value_error", "locked", &message, &name.into());
                }
            }
        }
        fields
    }

    /// Whether a field is there and says something.
    pub(crate) fn has(&self, name: &str) -> bool {
        let nothing = |value: &Value| value.is_null() || value.as_str() == Some("");
        self.input.get(name).is_some_and(|value| !nothing(value))
    }

    /// Whether nothing was wrong with a field so far.
    pub(crate) fn is_fine(&self, name: &str) -> bool {
        !self.wrong.iter().any(|wrong| wrong["loc"][1] == name)
    }

    /// Notes a value that can't be taken.
    pub(crate) fn wrong(&mut self, name: &str, message: &str) {
        let value = self.input.get(name).cloned().unwrap_or(Value::Null);
        self.note(
            "value_error",
            name,
            &format!("Value error, {message}"),
            &value,
        );
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// 422 with all that was wrong.
    pub(crate) fn done(self) -> Result<(), Refused> {
        if self.wrong.is_empty() {
            Ok(())
        } else {
            Err(Refused::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                Value::Array(self.wrong),
            ))
        }
    }

    fn list(&mut self, name: &str) -> Vec<Value> {
        match self.input.get(name) {
            Some(Value::Array(values)) => values.clone(),
            Some(other) => {
                let other = other.clone();
                self.note("list_type", name, "Input should be a valid list", &other);
                Vec::new()
            }
            None => {
                self.missing(name);
                Vec::new()
            }
        }
    }

    fn missing(&mut self, name: &str) {
        let input = Value::Object(self.input.clone());
        self.note("missing", name, "Field required", &input);
    }

    fn note(&mut self, kind: &str, name: &str, message: &str, input: &Value) {
        let place = json!([self.place, name]);
        self.note_in(kind, &place, message, input);
    }

    fn note_in(&mut self, kind: &str, place: &Value, message: &str, input: &Value) {
        self.wrong.push(json!({
            "type": kind,
            "loc": place,
            "msg": message,
            "input": input,
        }));
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Refused;

    /// Those of the query where there is no body, else those of the body.
    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        if matches!(*request.method(), Method::GET | Method::HEAD) {
            return Ok(Self::of_query(&request.into_parts().0));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|error| Refused::new(error.status(), error.body_text()))?;
        let wrong = |kind: &str, message: String, at: usize| {
            let problem = json!({ "type": kind, "loc": ["body", at], "msg": message });
            Refused::new(StatusCode::UNPROCESSABLE_ENTITY, json!([problem]))
        };
        match serde_json::from_slice(&body) {
            Ok(Value::Object(input)) => Ok(Self {
                place: "body",
                input,
                wrong: Vec::new(),
            }),
            Ok(_) => {
                let message = "Input should be a valid dictionary";
                Err(wrong("model_attributes_type", message.into(), 0))
            }
            Err(error) => {
                let message = format!("JSON decode error: {error}");
                Err(wrong("json_invalid", message, error.column()))
            }
        }
    }
}

/// A whole number, also as the text of a query.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    }
}
